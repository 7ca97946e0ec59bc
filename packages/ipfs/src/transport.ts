import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { IpfsError } from './errors.js';

/** An answer, whatever its status. */
export interface RpcReply {
  readonly status: number;
  readonly bytes: Buffer;
}

export interface RpcCall {
  /** `http://127.0.0.1:5001/api/v0/id`, with its query. */
  readonly url: URL;
  /** Sent as the only file of a multipart body. @default no body */
  readonly file?: Uint8Array | undefined;
  /** Longest answer that is taken, in bytes. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/**
 * One POST to a daemon. Node's own client, not `fetch`: it is there at once, where loading `fetch` takes longer than the
 * rest of the program `ipfs`, and it shows the trailer in which Kubo reports what failed after the first byte.
 * Redirects are not followed.
 * @throws IpfsError `LIMIT`, `RPC_FAILED`; what the connection and the signal say
 */
export async function postRpc({ url, file, maxBytes, signal }: RpcCall): Promise<RpcReply> {
  signal.throwIfAborted();
  const body = file && multipartOf(file);
  const options: RequestOptions = {
    method: 'POST',
    headers: { 'content-length': body?.length ?? 0, ...(body && { 'content-type': body.contentType }) },
    signal,
  };
  const request = url.protocol === 'https:' ? (await import('node:https')).request : requestHttp;
  const sent = request(url, options);
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  for (const part of body?.parts ?? []) sent.write(part);
  sent.end();
  const [answer] = await answered;
  const bytes = await contentsOf(answer, url, maxBytes);
  const late = answer.trailers['x-stream-error'];
  if (late !== undefined) throw new IpfsError('RPC_FAILED', late);
  return { status: answer.statusCode ?? 0, bytes };
}

async function contentsOf(answer: IncomingMessage, url: URL, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > maxBytes) {
      throw new IpfsError('LIMIT', `${url.origin} answered more than ${maxBytes} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A multipart body with one file, as stock clients send it. */
function multipartOf(file: Uint8Array) {
  const boundary = `noctiluca-${randomBytes(16).toString('hex')}`;
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename=""\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.byteLength + file.byteLength + tail.byteLength,
    parts: [head, file, tail],
  };
}
