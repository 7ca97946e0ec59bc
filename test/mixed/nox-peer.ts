import type { Node } from '@noctiluca/node';
import { generateKeyPair } from '@noctiluca/particle';
import { type RestartablePeer, startPeer } from '../utils/peer.js';
import { recordedAnswer } from './recorded-nox.js';

/**
 * A recorded nox: a peer of ours whose functions answer particles of others as nox 0.28.2 was seen to. No nox is at hand
 * where the tests run; what it was seen to do is spec/mixed-network.md.
 * @param more settings, as for `startPeer`
 */
export function startNoxPeer(more: Readonly<Record<string, unknown>> = {}): Promise<RestartablePeer> {
  const noctiluca = { registry: { record_signature: 'upstream' } };
  return startPeer({ noctiluca, ...more }, generateKeyPair(), answerLikeNox);
}

/** Its own spells are ours, so that they may use what is ours. */
function answerLikeNox({ parts: { host } }: Node): void {
  const own = host.call.bind(host);
  host.call = async (call, context) => {
    const isOwn = context.particle.initPeerId === host.hostPeerId;
    return (isOwn ? undefined : recordedAnswer(call)) ?? own(call, context);
  };
}
