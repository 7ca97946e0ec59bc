import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { PAGE_FOLDER } from '@noctiluca/explorer';

/** A peer behind the explorer's page. */
export interface HostedPeer {
  readonly name: string;
  readonly peerId: string;
  /** What it answers, as JSON; undefined: there is no such thing. @param address path below the peer's own and what is asked */
  answer(address: URL): unknown;
}

export interface ExplorerHost {
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/**
 * The page and its peers at one origin, as a network's daemon serves them.
 * @param more what is answered besides, by method and path: `POST /api/call`
 * @param token what a question has to bring, as peers want it that have one
 */
export async function hostExplorer(
  peers: readonly HostedPeer[],
  more: Readonly<Record<string, (body: string) => unknown>> = {},
  token?: string,
): Promise<ExplorerHost> {
  const server = createServer(async (request, response) => {
    const isOfPage = !/^\/(api|peers)\//.test(request.url ?? '');
    if (token !== undefined && !isOfPage && request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end('Send the token of this peer');
      return;
    }
    const { value, type } = await answerTo(request);
    response
      .writeHead(value === undefined ? 404 : 200, { 'content-type': type })
      .end(value ?? 'no such thing');
  });

  async function answerTo(request: IncomingMessage): Promise<{ value?: string | Uint8Array; type: string }> {
    const { method = 'GET', url = '/' } = request;
    const address = new URL(url, 'http://localhost');
    const other = more[`${method} ${address.pathname}`];
    if (other !== undefined) return json(await other(await bodyOf(request)));
    if (address.pathname === '/api/network')
      return json({ peers: peers.map(({ name, peerId }) => ({ name, peerId, state: 'running' })) });
    const [, name, rest] = /^\/peers\/([^/]+)(\/.*)$/.exec(address.pathname) ?? [];
    if (name === undefined) return file(address.pathname);
    const peer = peers.find((each) => each.name === name);
    return json(await peer?.answer(new URL(`${rest}${address.search}`, address)));
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function json(value: unknown): { value?: string; type: string } {
  const type = 'application/json';
  return value === undefined ? { type } : { value: JSON.stringify(value), type };
}

async function file(pathname: string): Promise<{ value?: Uint8Array; type: string }> {
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  const type = TYPES[path.extname(name)] ?? 'application/octet-stream';
  return readFile(path.join(PAGE_FOLDER, path.normalize(`/${name}`))).then(
    (value) => ({ value, type }),
    () => ({ type }),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
