import type { Connection, Stream } from '@libp2p/interface';
import { background } from '../background.js';
import type { InboundStream } from '../inbound/inbound-frame.js';
import type { InboundQueue } from '../inbound/inbound-queue.js';

/**
 * An inbound particle stream of libp2p's own machinery. Listeners are attached in the same tick as the stream is
 * handed over: libp2p 3 delivers early bytes to whoever listens then (spec/feasibility.md, pitfalls).
 */
export function acceptPlainStream(
  stream: Stream,
  connection: Connection,
  inboundQueue: InboundQueue,
  lingerMs: number,
): void {
  const inbound: InboundStream = {
    from: connection.remotePeer.toString(),
    origin: connection,
    hold: () => stream.pause(),
    release: () => {
      if (stream.readStatus === 'paused') stream.resume();
    },
    finish: () => closeGently(stream, lingerMs),
    reset: (reason) => stream.abort(new Error(reason)),
  };
  const sink = inboundQueue.accept(inbound);
  stream.addEventListener('message', ({ data }) => sink.push(data.subarray()));
  // yamux reports the end before the bytes of the same frame, so a frame may still complete within this tick.
  stream.addEventListener('remoteCloseWrite', () => setImmediate(() => endUnlessPaused()));
  stream.addEventListener('close', (event) =>
    setImmediate(() => sink.gone(event.error?.message ?? 'closed')),
  );
  const endUnlessPaused = (): void => {
    if (stream.readBufferLength === 0) sink.end();
    else stream.addEventListener('end', () => sink.end());
  };
}

/** Closes our side and, when the peer does not follow, the whole stream. */
export function closeGently(stream: Stream, lingerMs: number): void {
  const abort = (error: Error): void => stream.abort(error);
  stream.close().catch(abort);
  const timer = setTimeout(() => abort(new Error('the peer left the stream half-open')), lingerMs);
  background(timer);
  stream.addEventListener('close', () => clearTimeout(timer));
}
