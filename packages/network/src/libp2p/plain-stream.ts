import type { Stream } from '@libp2p/interface';
import { closeGently } from '../close-gently.js';
import type { FrameSink, InboundStream } from '../inbound/inbound-frame.js';
import type { InboundQueue } from '../inbound/inbound-queue.js';
import type { LaneOrigin } from '../lane/inbound-lane-stream.js';

/** Bytes of a frame that are read even when there is no room: a whole one is safe from the end of its stream then. */
const FIRST_BYTES = 64 * 1024;

/**
 * An inbound particle stream of libp2p's own machinery. Listeners are attached in the same tick as the stream is
 * handed over: libp2p 3 delivers early bytes to whoever listens then (spec/feasibility.md, pitfalls).
 */
export function acceptPlainStream(
  stream: Stream,
  source: LaneOrigin,
  inboundQueue: InboundQueue,
  lingerMs: number,
): void {
  let isHeld = false;
  let received = 0;
  const inbound: InboundStream = {
    ...source,
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
      if (stream.readStatus === 'paused') stream.resume();
    },
    finish: () => closeGently(stream, lingerMs),
    reset: (reason) => stream.abort(new Error(reason)),
  };
  const sink = inboundQueue.accept(inbound);
  stream.addEventListener('message', ({ data }) => {
    sink.push(data.subarray());
    received += data.byteLength;
    if (received > FIRST_BYTES && stream.readStatus === 'readable' && (isHeld || !sink.grow())) pause(stream);
  });
  // yamux reports the end before the bytes of the same frame, so a frame may still complete within this tick.
  stream.addEventListener('remoteCloseWrite', () => setImmediate(() => endUnlessPaused(stream, sink)));
  stream.addEventListener('close', ({ error }) => {
    readRest(stream);
    setImmediate(() => sink.gone(error?.message ?? 'closed'));
  });
}

function pause(stream: Stream): void {
  if (stream.status === 'open') stream.pause();
}

function endUnlessPaused(stream: Stream, sink: FrameSink): void {
  if (stream.readBufferLength === 0) sink.end();
  else stream.addEventListener('end', () => sink.end());
}

/** What came before a stream was reset or its connection lost may be all that there is of a frame. */
function readRest(stream: Stream): void {
  if (stream.readStatus !== 'paused') return;
  try {
    stream.resume();
  } catch {
    // The bytes are handed over before anything is told to the peer, which this fails at.
  }
}
