import type { Stream } from '@libp2p/interface';
import { background } from '../background.js';
import { MAX_NOTICE_BYTES, NOTICE_TIMEOUT_MS } from '../constants.js';
import { decodeNotice, type Notice } from './notice.js';

/**
 * Reads the one notice of a stream, whose end is its end. Listeners are attached in the same tick as the stream is handed
 * over: libp2p delivers early bytes to whoever listens then.
 * @param done told once; of nothing for what is too long, too slow or no notice
 */
export function readNotice(stream: Stream, done: (notice: Notice | undefined) => void): void {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isOver = false;
  const finish = (notice: Notice | undefined): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    if (notice === undefined) stream.abort(new Error('no notice'));
    else stream.close().catch((error) => stream.abort(error));
    done(notice);
  };
  const timer = background(setTimeout(() => finish(undefined), NOTICE_TIMEOUT_MS));
  const end = (): void => finish(decodeNotice(joined(chunks, length)));
  stream.addEventListener('message', ({ data }) => {
    length += data.byteLength;
    if (length > MAX_NOTICE_BYTES) finish(undefined);
    else if (!isOver) chunks.push(data.subarray());
  });
  // yamux reports the end before the bytes of the same frame.
  stream.addEventListener('remoteCloseWrite', () =>
    setTimeout(() => (stream.readBufferLength === 0 ? end() : stream.addEventListener('end', end))),
  );
  stream.addEventListener('close', () => setTimeout(() => finish(undefined)));
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}
