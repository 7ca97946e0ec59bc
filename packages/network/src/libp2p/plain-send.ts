import type { Connection } from '@libp2p/interface';
import { PARTICLE_PROTOCOL } from '@noctiluca/particle';
import { MAX_PARTICLE_STREAMS } from '../constants.js';
import { describeError } from '../errors.js';
import type { SendResult } from '../network.js';
import { closeGently } from './plain-stream.js';

export interface SendTimeouts {
  readonly sendMs: number;
  readonly lingerMs: number;
}

/** Sends one frame on a stream of libp2p's own machinery: negotiate, write, close the write side. */
export async function sendPlainly(
  connection: Connection,
  frame: Uint8Array,
  timeouts: SendTimeouts,
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
      if (!stream.send(frame)) await stream.onDrain({ signal });
      await stream.close({ signal });
      closeGently(stream, timeouts.lingerMs);
    } finally {
      signal.removeEventListener('abort', abort);
    }
    return { status: 'ok', bytes: frame.byteLength };
  } catch (error) {
    if (signal.aborted)
      return { status: 'timed-out', afterMs: timeouts.sendMs, detail: describeError(error) };
    if (connection.status !== 'open') return { status: 'not-connected' };
    return { status: 'protocol-error', detail: describeError(error) };
  }
}
