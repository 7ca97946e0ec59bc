import type { AddressOrigin } from './account.js';
import type { Backpressure } from './backpressure.js';

/** A connection that frames come through. */
export interface FrameSource {
  /** Peer at the other end. */
  readonly from: string;
  /** Of its address; what counts as one is the network's to say. */
  readonly address?: AddressOrigin | undefined;
}

/**
 * The ledger as a network sees it, for frames that are not particles yet: it leaves with the sender what there is no room
 * for, and does not let one connection take the places of all.
 */
export interface ConnectionShares {
  /** False while particles of this connection would have to wait: its streams are not to be read meanwhile. */
  hasRoom(source: FrameSource): boolean;
  /** Called whenever there may be room again. @returns unsubscribe */
  onRoom(listener: () => void): () => void;
}

/** What goes out for what came in. */
export interface Answers {
  /** Whether so much that somebody asked for waits to be sent that no more of it should be taken in. */
  isBehind(authorPeerId: string): boolean;
}

/**
 * Who does not take what it asked for is not read either: its particles wait with it, instead of their answers here. That holds
 * for those at the other end alone. Particles that another peer brings are not its own: two peers that read nothing of each
 * other until they are read would wait for ever.
 */
export function createConnectionShares(
  backpressure: Pick<Backpressure, 'hasRoom' | 'onRoom'>,
  answers: Answers,
): ConnectionShares {
  // Whose the particles are is not known before a frame is read: it is the other end's.
  const originOf = ({ from, address }: FrameSource) => ({ author: from, connection: from, address });
  return {
    hasRoom: (source) => !answers.isBehind(source.from) && backpressure.hasRoom(originOf(source)),
    onRoom: (listener) => backpressure.onRoom(listener),
  };
}
