import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '@noctiluca/common/thrown';
import type { OnParticle } from '../../client/caller.js';
import type { CliContext } from '../../context.js';
import { progress } from '../../output/result.js';
import type { CallPlace } from './call-error.js';

/** A peer tells of a send when the other end has taken it: the answer may be here before that, milliseconds. */
const LAST_ENTRIES_MS = 100;

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
    const [{ collect }, { treeText }] = await Promise.all([
      import('../trace/collect.js'),
      import('../trace/tree-text.js'),
      delay(LAST_ENTRIES_MS),
    ]);
    return treeText(await collect(await localPeers(), particleId, false));
  } catch (error) {
    return `Particle ${particleId} cannot be shown: ${messageOf(error)}`;
  }
}
