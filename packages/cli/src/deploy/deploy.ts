import { readKeyFile } from '@noctiluca/node';
import { type Client, connect } from '../client/connect.js';
import { webSocketAddress } from '../client/relay.js';
import { apply, type StepResult } from './apply.js';
import type { DesiredPeer } from './desired.js';
import { plan, type Step } from './plan.js';
import { type DeployTarget, remoteTarget } from './target.js';

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
 * Brings every peer to what is wanted, all peers at once, each through itself as relay with its management key.
 * A failing peer leaves the others alone.
 */
export async function deploy(desired: readonly DesiredPeer[], options: DeployOptions): Promise<PeerReport[]> {
  return Promise.all(
    desired.map(async (target) => {
      const report = await deployToPeer(target, options.dryRun);
      options.onPeer?.(report);
      return report;
    }),
  );
}

async function deployToPeer({ peer, services }: DesiredPeer, dryRun: boolean): Promise<PeerReport> {
  let client: Client | undefined;
  try {
    const { seed } = await readKeyFile(peer.managementKeyFile);
    client = await connect({ relay: webSocketAddress(peer), seed });
    const target: DeployTarget = remoteTarget(client.peer, peer.peerId);
    const planned = plan(services, await target.observe(), peer.managementPeerId);
    const steps = dryRun
      ? planned.map(({ action, alias }) => ({ action, alias }))
      : await apply(planned, target);
    return { peer: peer.name, peerId: peer.peerId, steps };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { peer: peer.name, peerId: peer.peerId, steps: [], error: message };
  } finally {
    await client?.close();
  }
}
