import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { messageOf } from '@noctiluca/common/thrown';

/** What a peer is told of a request, and a page of the answer. Nothing else passes. */
const ASKED = ['accept', 'last-event-id', 'content-type', 'content-length'];
const ANSWERED = ['content-type', 'content-length', 'cache-control', 'allow'];

/**
 * Asks a peer what a page asks, and answers as the peer does, as it comes: a stream of events is passed on event by event.
 * @param url of the peer's endpoint
 */
export function proxy(from: IncomingMessage, to: ServerResponse, url: URL): void {
  const asked = request(url, { method: from.method, headers: few(from.headers, ASKED) }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, few(answer.headers, ANSWERED));
    to.flushHeaders();
    answer.on('error', () => to.destroy());
    answer.pipe(to);
  });
  asked.on('error', (error) => {
    if (to.headersSent) to.destroy();
    else
      to.writeHead(502, { 'content-type': 'text/plain' }).end(
        `The peer does not answer: ${messageOf(error)}`,
      );
  });
  // Whoever asked is gone: nobody is left to answer.
  to.on('close', () => asked.destroy());
  from.pipe(asked);
}

function few<T>(headers: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
