import type { MessageStream } from '@libp2p/interface';

/** A length that no buffered bytes satisfy, and no noise message exceeds. */
const NOT_YET = 0xffff;

/**
 * noise looks for the next length after every chunk, finds none and throws, which costs more than deciphering what was in
 * it: a fifth of an echo's time went into stack traces nobody sees. This decoder answers "not yet" instead.
 */
export function decodeWithoutThrowing(secured: MessageStream): boolean {
  if (!('decoder' in secured)) return false;
  const { decoder } = secured;
  if (typeof decoder !== 'object' || decoder === null || !('lengthDecoder' in decoder)) return false;
  decoder.lengthDecoder = (data: {
    byteLength: number;
    subarray(from: number, to: number): Uint8Array;
  }): number => {
    if (data.byteLength < 2) return NOT_YET;
    const [high = 0, low = 0] = data.subarray(0, 2);
    return (high << 8) | low;
  };
  return true;
}
