import type { Backpressure } from './backpressure.js';
import type { Ledger } from './ledger.js';

/** A connection that frames come through. */
export interface FrameSource {
  /** Peer at the other end. */
  readonly from: string;
  /** Of its address; what counts as one is the network's to say. */
  readonly prefix?: string | undefined;
}

/**
 * The ledger as a network sees it, for frames that are not particles yet: it leaves with the sender what there is no room
 * for, and does not let one connection take the places of all.
 */
export interface ConnectionShares {
  /** False while particles of this connection would have to wait: its streams are not to be read meanwhile. */
  hasRoom(source: FrameSource): boolean;
  /**
   * Counts bytes of frames that are not whole, or wait. Whoever holds most may have to give way for them.
   * @returns false when they are not to be taken: it is this connection that holds most
   */
  reserve(source: FrameSource, bytes: number): boolean;
  /** Gives bytes back that were reserved. */
  release(source: FrameSource, bytes: number): void;
  /** Called whenever there may be room again. @returns unsubscribe */
  onRoom(listener: () => void): () => void;
}

export function createConnectionShares(ledger: Ledger, backpressure: Backpressure): ConnectionShares {
  // Whose the particles are is not known before a frame is read: the bytes are the other end's.
  const originOf = ({ from, prefix }: FrameSource) => ({ author: from, connection: from, prefix });
  return {
    hasRoom: (source) => backpressure.hasRoom(originOf(source)),
    reserve(source, bytes) {
      const payer = ledger.payerOf(originOf(source));
      const isAdmitted = ledger.admit(payer, { bytes });
      if (isAdmitted) ledger.count(payer, 'bytes', bytes);
      ledger.settle(payer);
      return isAdmitted;
    },
    release: (source, bytes) => ledger.count(ledger.payerOf(originOf(source)), 'bytes', -bytes),
    onRoom: (listener) => backpressure.onRoom(listener),
  };
}
