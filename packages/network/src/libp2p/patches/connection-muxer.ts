import type { Connection, StreamMuxer } from '@libp2p/interface';

/** What splits a connection into streams; undefined when libp2p does not say. */
export function muxerOf(connection: Connection): StreamMuxer | undefined {
  if (!('muxer' in connection)) return undefined;
  const { muxer } = connection;
  return typeof muxer === 'object' && muxer !== null ? (muxer as StreamMuxer) : undefined;
}
