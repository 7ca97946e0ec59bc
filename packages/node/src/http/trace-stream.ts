import type { TraceQuery, TraceReader } from '@noctiluca/aquamarine';
import type { TraceEntry } from '@noctiluca/particle';
import { MAX_TRACE_STREAM_BEHIND, MAX_TRACE_STREAMS, TRACE_STREAM_BEAT_MS } from '../constants.js';

const utf8 = new TextEncoder();

/** Streams of a server: so many at a time. */
export class TraceStreams {
  #open = 0;

  /** @returns undefined when as many are open as may be */
  open(traces: TraceReader, query: TraceQuery): ReadableStream<Uint8Array> | undefined {
    if (this.#open >= MAX_TRACE_STREAMS) return undefined;
    this.#open++;
    return traceStream(traces, query, () => this.#open--);
  }
}

/**
 * Entries as Server-Sent Events: those there are, then each as it comes. `id` is the entry's number, with which a reader that
 * was cut off asks on. One that reads too slowly is cut off: nothing waits for it.
 * @param onEnd called once
 */
function traceStream(traces: TraceReader, query: TraceQuery, onEnd: () => void): ReadableStream<Uint8Array> {
  let end = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(to) {
        const send = (text: string) => to.enqueue(utf8.encode(text));
        const sendOrCut = (text: string) => {
          if ((to.desiredSize ?? 0) > 0) return send(text);
          end();
          to.close();
        };
        const beat = setInterval(() => sendOrCut(': still here\n\n'), TRACE_STREAM_BEAT_MS).unref();
        const leave = traces.follow((entry, author) => {
          if (isWanted(entry, author, query)) sendOrCut(eventOf(entry));
        });
        end = () => {
          end = () => {};
          clearInterval(beat);
          leave();
          onEnd();
        };
        send(
          traces
            .entries({ since: 0, ...query })
            .map(eventOf)
            .join('') || ': nothing yet\n\n',
        );
      },
      cancel: () => end(),
    },
    { highWaterMark: MAX_TRACE_STREAM_BEHIND },
  );
}

function isWanted(entry: TraceEntry, author: string | undefined, wanted: TraceQuery): boolean {
  const { particleId = entry.particleId, kind, since = 0 } = wanted;
  if (entry.particleId !== particleId || (wanted.author ?? author) !== author) return false;
  return entry.seq > since && (kind === undefined || entry.kind === kind);
}

function eventOf(entry: TraceEntry): string {
  return `id: ${entry.seq}\ndata: ${JSON.stringify(entry)}\n\n`;
}
