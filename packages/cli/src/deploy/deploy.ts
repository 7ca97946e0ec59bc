import type { LocalPeer } from '@noctiluca/local-network/control';
import { readKeyFile } from '@noctiluca/node/keys';
import { type Client, connect } from '../client/connect.js';
import { webSocketAddress } from '../client/relay.js';
import { apply, type StepResult } from './apply.js';
import type { DesiredPeer } from './desired.js';
import { plan, type Step } from './plan.js';
import { remoteTarget } from './target.js';

/** What became of one peer: its steps, or why they were not taken to the end. */
export interface PeerReport {
  readonly peer: string;
  readonly peerId: string;
  readonly steps: readonly (StepResult | Pick<Step, 'action' | 'alias'>)[];
  readonly error?: string;
}

export interface DeployOptions {
  /** Plan and report, change nothing. */
  readonly dryRun: boolean;
  /** Told about each peer as it is finished. */
  readonly onPeer?: (report: PeerReport) => void;
}

/**
 * Brings every peer to what is wanted, all peers at once. Peers that share a management key share a client, for each
 * js-client starts an AquaVM of its own. A failing peer leaves the others alone.
 */
export async function deploy(desired: readonly DesiredPeer[], options: DeployOptions): Promise<PeerReport[]> {
  const groups = new Map<string, DesiredPeer[]>();
  for (const target of desired) {
    const { managementKeyFile } = target.peer;
    groups.set(managementKeyFile, [...(groups.get(managementKeyFile) ?? []), target]);
  }
  const reports = await Promise.all(
    [...groups].map(([keyFile, group]) => deployGroup(keyFile, group, options)),
  );
  return reports.flat();
}

async function deployGroup(
  keyFile: string,
  group: readonly DesiredPeer[],
  options: DeployOptions,
): Promise<PeerReport[]> {
  let client: Client | undefined;
  const reportOn = async (
    target: DesiredPeer,
    work: () => Promise<PeerReport['steps']>,
  ): Promise<PeerReport> => {
    const { name: peer, peerId } = target.peer;
    const report = await work().then(
      (steps): PeerReport => ({ peer, peerId, steps }),
      (error: unknown): PeerReport => ({ peer, peerId, steps: [], error: messageOf(error) }),
    );
    options.onPeer?.(report);
    return report;
  };
  try {
    const connected = await connectToAny(
      group.map(({ peer }) => peer),
      keyFile,
    );
    client = connected;
    return await Promise.all(
      group.map((target) => reportOn(target, () => deployToPeer(connected, target, options.dryRun))),
    );
  } catch (cause) {
    return await Promise.all(group.map((target) => reportOn(target, () => Promise.reject(cause))));
  } finally {
    await client?.close();
  }
}

/** A client on the first of the peers that answers; the others are reached through it. */
async function connectToAny(peers: readonly LocalPeer[], keyFile: string): Promise<Client> {
  const { seed } = await readKeyFile(keyFile);
  const failures: unknown[] = [];
  for (const peer of peers) {
    try {
      return await connect({ relay: webSocketAddress(peer), seed });
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, failures.map(messageOf).join('; '));
}

async function deployToPeer(
  client: Client,
  { peer, services }: DesiredPeer,
  dryRun: boolean,
): Promise<PeerReport['steps']> {
  const target = remoteTarget(client.peer, peer.peerId);
  const steps = plan(services, await target.observe(), peer.managementPeerId);
  return dryRun ? steps.map(({ action, alias }) => ({ action, alias })) : apply(steps, target);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
