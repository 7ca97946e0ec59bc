import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface HttpReply {
  readonly status?: number;
  readonly body: string | Uint8Array;
}

export interface TestServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** `/ip4/127.0.0.1/tcp/<port>` */
  readonly multiaddr: string;
  /** Method and path of each request. */
  readonly requests: readonly string[];
}

/** A server for one test. */
export async function httpServer(
  reply: (request: IncomingMessage, body: Buffer) => HttpReply | Promise<HttpReply>,
): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const { status = 200, body } = await reply(request, await buffer(request));
    response.writeHead(status).end(body);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, multiaddr: `/ip4/127.0.0.1/tcp/${port}`, requests };
}

/** An IPFS that names files as Kubo does, or all the same if so wanted. */
export function ipfsServer(named?: string): Promise<TestServer & { readonly files: readonly string[] }> {
  const files: string[] = [];
  const server = httpServer(async (_request, body) => {
    const text = body.toString('latin1');
    const contents = text.slice(text.indexOf('\r\n\r\n') + 4, text.lastIndexOf('\r\n--'));
    files.push(contents);
    const { fileCid } = await import('@noctiluca/ipfs/file-cid');
    const hash = named ?? (await fileCid(Buffer.from(contents, 'latin1')));
    return { body: `${JSON.stringify({ Name: 'file', Hash: hash, Size: '1' })}\n` };
  });
  return server.then((started) => ({ ...started, files }));
}
