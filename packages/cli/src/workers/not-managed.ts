import type { WorkerReport } from './report.js';

/** What a peer says to who does not manage it, and what one says that has no IPFS for deployments (docs/reference/builtins.md). */
const REFUSED =
  /This function is only available to the host or worker spells|Only management or host peer can|only management peer id can/;
const NO_IPFS = /Service with id 'aqua-ipfs' not found/;

/**
 * Adds to what a peer refused what its operator and its user can do about it.
 * @param clientPeerId the peer id of the key that deploys
 */
export function explained(report: WorkerReport, clientPeerId: string): WorkerReport {
  if (report.error === undefined) return report;
  const more = REFUSED.test(report.error)
    ? notManaged(clientPeerId)
    : NO_IPFS.test(report.error)
      ? IPFS
      : undefined;
  return more === undefined ? report : { ...report, error: `${report.error}\n${more}` };
}

const IPFS =
  'Modules travel by IPFS: the peer needs the RPC of a daemon that it and this machine reach, in its configuration system_services.aqua_ipfs.local_api_multiaddr and external_api_multiaddr.';

function notManaged(clientPeerId: string): string {
  return [
    `Your key, ${clientPeerId}, does not manage this peer. One of these lets it have workers there:`,
    '  - deploy with the key that manages it: --sk <name> (the peer is configured with its id as management_peer_id)',
    `  - its operator sets management_peer_id = "${clientPeerId}" and starts it again`,
    '  - its operator sets dev_mode.enable = true: any key may make workers then, as on a local network',
    `  ${IPFS}`,
  ].join('\n');
}
