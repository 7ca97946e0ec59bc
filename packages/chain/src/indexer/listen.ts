import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BODY_TIMEOUT_MS, MAX_CONNECTIONS } from '../constants.js';
import { ChainError } from '../errors.js';

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface ListenInit {
  /** 0 takes a free one. */
  readonly port: number;
  /** Connections at a time, of each address. @default 64 */
  readonly maxConnections?: number;
  /** Milliseconds in which a request must have arrived. @default 10000 */
  readonly bodyTimeoutMs?: number;
}

/** Clients ask for `localhost`, which is either, by the machine's order. */
const HOSTS = ['127.0.0.1', '::1'] as const;
/** What a machine without IPv6 says. */
const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'];
/** A port that is free on one address may be taken on the other. */
const ATTEMPTS = 5;

/** Servers on one port of both addresses of this machine, or of the one it has. @throws ChainError `PORT_UNAVAILABLE` */
export async function listenLocally(serve: Serve, init: ListenInit): Promise<Server[]> {
  const { port } = init;
  let cause: unknown;
  for (let left = port === 0 ? ATTEMPTS : 1; left > 0; left -= 1) {
    try {
      return await listenOnBoth(serve, init);
    } catch (error) {
      cause = error;
    }
  }
  const { code } = cause as NodeJS.ErrnoException;
  const message = `Cannot listen for the indexer on localhost:${port} (${code})`;
  throw new ChainError('PORT_UNAVAILABLE', message, { cause });
}

async function listenOnBoth(serve: Serve, init: ListenInit): Promise<Server[]> {
  const first = await listen(serve, HOSTS[0], init);
  try {
    const { port } = first.address() as AddressInfo;
    return [first, await listen(serve, HOSTS[1], { ...init, port })];
  } catch (error) {
    if (NO_SUCH_ADDRESS.includes((error as NodeJS.ErrnoException).code ?? '')) return [first];
    await close(first);
    throw error;
  }
}

async function listen(serve: Serve, host: string, init: ListenInit): Promise<Server> {
  const { port, maxConnections = MAX_CONNECTIONS, bodyTimeoutMs = BODY_TIMEOUT_MS } = init;
  const times = { requestTimeout: bodyTimeoutMs, headersTimeout: bodyTimeoutMs };
  const server = createServer(
    { ...times, connectionsCheckingInterval: bodyTimeoutMs / 2 },
    (request, response) => void serve(request, response),
  );
  server.maxConnections = maxConnections;
  server.listen({ host, port, ipv6Only: true });
  await once(server, 'listening');
  return server;
}

/** Drops what is under way. */
export async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
