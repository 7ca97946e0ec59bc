import { randomBytes } from 'node:crypto';
import { sha256 } from '@noctiluca/common/sha256';

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

/** Trace id of a particle, hex: the same on every peer, so that their spans meet in one trace. */
export function traceIdOf(particleId: string): string {
  return sha256(particleId).toString('hex', 0, TRACE_ID_BYTES);
}

/** Id of the span that stands for a particle on one peer, hex; the sender's is the parent of the receiver's. */
export function peerSpanIdOf(particleId: string, peerId: string): string {
  return sha256(`${particleId}\0${peerId}`).toString('hex', 0, SPAN_ID_BYTES);
}

/** Ids of further spans, hex, unique in this process. */
export function createSpanIds(): () => string {
  const id = randomBytes(SPAN_ID_BYTES);
  let count = id.readUInt32BE(4);
  return () => {
    count = (count + 1) >>> 0;
    id.writeUInt32BE(count, 4);
    return id.toString('hex');
  };
}

/** Whether a particle is among the share that is traced; every peer with the same ratio chooses the same ones. */
export function isSampled(particleId: string, ratio: number): boolean {
  if (ratio >= 1) return true;
  let hash = 0x811c9dc5;
  for (let i = 0; i < particleId.length; i++) {
    hash = Math.imul(hash ^ particleId.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32 < ratio;
}
