import { messageOf } from '@noctiluca/common/thrown';
import { AGENT_VERSION } from '../constants.js';
import { IpfsError } from '../errors.js';

/** go-ipfs-cmds' numbers: what is wrong with a request, and the rest. */
const NORMAL = 0;
const CLIENT = 1;

const HEADERS = { server: AGENT_VERSION, vary: 'Origin' };

/** One JSON object. */
export function json(value: object): Response {
  return lines([value]);
}

/** JSON objects, one a line, all known before the first is sent. */
export function lines(values: readonly object[]): Response {
  const text = values.map((value) => `${JSON.stringify(value)}\n`).join('');
  return new Response(text, {
    headers: { ...HEADERS, 'content-type': 'application/json', 'x-chunked-output': '1' },
  });
}

/** JSON objects as they come. @throws what the first of them throws; later errors break the answer off */
export async function lineStream(values: AsyncIterable<object>): Promise<Response> {
  const encoder = new TextEncoder();
  async function* encoded() {
    for await (const value of values) yield encoder.encode(`${JSON.stringify(value)}\n`);
  }
  return byteStream(encoded(), { 'content-type': 'application/json', 'x-chunked-output': '1' });
}

/** Bytes as they come; rejects as `lineStream` does. */
export async function byteStream(
  chunks: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>> = { 'content-type': 'text/plain', 'x-stream-output': '1' },
): Promise<Response> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  let waiting: IteratorResult<Uint8Array> | undefined = first;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = waiting ?? (await iterator.next());
        waiting = undefined;
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(error);
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, { headers: { ...HEADERS, ...headers } });
}

/** Kubo's error object. A request that is wrong gets 400, everything else 500. */
export function failure(error: unknown): Response {
  const code = error instanceof IpfsError ? error.code : undefined;
  const isClients = code === 'BAD_REQUEST' || code === 'TOO_LARGE';
  const status = code === 'TOO_LARGE' ? 413 : code === 'BAD_REQUEST' ? 400 : 500;
  const object = { Message: textOf(error), Code: isClients ? CLIENT : NORMAL, Type: 'error' };
  return new Response(`${JSON.stringify(object)}\n`, {
    status,
    headers: { ...HEADERS, 'content-type': 'application/json' },
  });
}

function textOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'context deadline exceeded';
  return messageOf(error);
}

/** Plain text, as Kubo answers what never reaches a command. */
export function refusal(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { ...HEADERS, 'content-type': 'text/plain', ...headers },
  });
}
