import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '@noctiluca/common/thrown';
import type { LocalPeer } from '@noctiluca/local-network/control';
import type { OnParticle } from '../../client/caller.js';
import type { CliContext } from '../../context.js';
import { progress } from '../../output/result.js';
import type { CallPlace } from './call-error.js';

/** A peer tells of a send when the other end has taken it, and of a run when it is over: the answer may be here before that. */
const REST_MS = 1_000;
const ASK_AGAIN_MS = 25;

/** Makes a call, and prints what became of its particle on standard error, whether the call fails or not. */
export async function withTrace<T>(
  context: CliContext,
  place: CallPlace,
  call: (onParticle: OnParticle) => Promise<T>,
): Promise<T> {
  let particleId: string | undefined;
  try {
    return await call((id) => {
      particleId = id;
    });
  } finally {
    progress(context, particleId === undefined ? 'No particle left.' : await traceText(particleId, place));
  }
}

/** Never rejects: the call has ended as it has, whatever is known of it. */
async function traceText(particleId: string, { relay, localPeers }: CallPlace): Promise<string> {
  if (relay === undefined) return `Particle ${particleId} did not leave this client: no peer has seen it.`;
  try {
    const { treeText } = await import('../trace/tree-text.js');
    const { file, isOver } = await atRest(particleId, await localPeers());
    const more = `Peers are not done with it: fluence trace ${particleId} shows the rest.`;
    return isOver ? treeText(file) : `${treeText(file)}\n${more}`;
  } catch (error) {
    return `Particle ${particleId} cannot be shown: ${messageOf(error)}`;
  }
}

/** What peers know once all that was asked for is told of and nothing is added any more, or after some time. */
async function atRest(particleId: string, peers: readonly LocalPeer[]) {
  const { collect } = await import('../trace/collect.js');
  const { isAtRest } = await import('@noctiluca/replay/trace');
  const untilMs = performance.now() + REST_MS;
  for (let entries = 0; ; ) {
    const file = await collect(peers, particleId, false);
    const former = entries;
    entries = file.traces.reduce((sum, peer) => sum + peer.entries.length, 0);
    const isOver = entries === former && isAtRest(file);
    if (isOver || performance.now() > untilMs) return { file, isOver };
    await delay(ASK_AGAIN_MS);
  }
}
