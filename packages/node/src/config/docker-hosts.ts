import type { ParsedConfig } from './schema.js';

/** Containers of upstream's local network, by the names they have for each other (spec/deals.md §1, §6). */
const CONTAINERS = ['chain-rpc', 'ipfs'];
const HERE = '127.0.0.1';

/** The settings with this machine in the place of upstream's containers. */
export function withoutContainers(settings: ParsedConfig): ParsedConfig {
  const { chain_config: chain, chain_listener_config: listener, system_services: system } = settings;
  const { aqua_ipfs: ipfs, decider } = system;
  return {
    ...settings,
    ...(chain && { chain_config: { ...chain, http_endpoint: here(chain.http_endpoint) } }),
    ...(listener && { chain_listener_config: { ...listener, ws_endpoint: maybeHere(listener.ws_endpoint) } }),
    system_services: {
      ...system,
      aqua_ipfs: {
        ...ipfs,
        local_api_multiaddr: here(ipfs.local_api_multiaddr),
        external_api_multiaddr: here(ipfs.external_api_multiaddr),
      },
      ...(decider && {
        decider: { ...decider, worker_ipfs_multiaddr: maybeHere(decider.worker_ipfs_multiaddr) },
      }),
    },
  };
}

const maybeHere = (address: string | undefined) => (address === undefined ? undefined : here(address));

/** An address with a scheme, or a multiaddr. */
function here(address: string): string {
  const name = CONTAINERS.join('|');
  return address
    .replace(new RegExp(`^(\\w+://)(?:${name})(?=[:/]|$)`), `$1${HERE}`)
    .replace(new RegExp(`^/dns[46]?/(?:${name})(?=/|$)`), `/ip4/${HERE}`);
}
