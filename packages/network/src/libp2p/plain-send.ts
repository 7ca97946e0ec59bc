import type { Connection, Stream } from '@libp2p/interface';
import { messageOf } from '@noctiluca/common/thrown';
import { PARTICLE_PROTOCOL } from '@noctiluca/particle';
import { closeGently } from '../close-gently.js';
import { MAX_PARTICLE_STREAMS } from '../constants.js';
import type { SendResult } from '../network.js';

export interface PlainSendOptions {
  readonly sendMs: number;
  readonly lingerMs: number;
  /** Whether the peer ends its side when it has taken the particle: the send lasts until then. */
  readonly endMeansTaken: Promise<boolean>;
}

/** Sends one frame on a stream of libp2p's own machinery: negotiate, write, close the write side. */
export async function sendPlainly(
  connection: Connection,
  frame: Uint8Array,
  options: PlainSendOptions,
  signal: AbortSignal,
): Promise<SendResult> {
  try {
    const stream = await connection.newStream(PARTICLE_PROTOCOL, {
      signal,
      maxOutboundStreams: MAX_PARTICLE_STREAMS,
    });
    const abort = (): void => stream.abort(new Error('the send was given up'));
    signal.addEventListener('abort', abort, { once: true });
    try {
      await write(stream, frame, options, signal);
    } finally {
      signal.removeEventListener('abort', abort);
    }
    return { status: 'ok', bytes: frame.byteLength };
  } catch (error) {
    if (signal.aborted) return { status: 'timed-out', afterMs: options.sendMs, detail: messageOf(error) };
    if (connection.status !== 'open') return { status: 'not-connected' };
    return { status: 'protocol-error', detail: messageOf(error) };
  }
}

async function write(
  stream: Stream,
  frame: Uint8Array,
  { lingerMs, endMeansTaken }: PlainSendOptions,
  signal: AbortSignal,
): Promise<void> {
  const taken = endOf(stream);
  // Rejections are for whoever gets as far as waiting for it.
  taken.catch(() => {});
  if (!stream.send(frame)) await stream.onDrain({ signal });
  await stream.close({ signal });
  if (await endMeansTaken) await taken;
  else closeGently(stream, lingerMs);
}

/** Resolves when the peer has ended its side, rejects when the stream is over without that. */
function endOf(stream: Stream): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.addEventListener('remoteCloseWrite', () => resolve());
    stream.addEventListener('close', ({ error }) => reject(error ?? new Error('the stream was lost')));
  });
}
