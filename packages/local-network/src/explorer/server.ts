import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hasCode } from '@noctiluca/common/thrown';
import { EXPLORER_HEADER_BYTES, EXPLORER_MAX_CONNECTIONS, EXPLORER_REQUEST_MS } from '../constants.js';
import { Routes, type RoutesComponents } from './routes.js';

const LOOPBACK = '127.0.0.1';

export interface ExplorerBounds {
  /** Milliseconds to send a request. @default 10000 */
  readonly requestMs?: number;
  /** Connections at a time; one more is closed. @default 256 */
  readonly maxConnections?: number;
}

/** Serves the explorer of a local network on loopback. */
export interface ExplorerServer {
  /** Address of the page. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * @param port wanted; another that is free when it is taken, or for 0
 * @throws what listening ends with
 */
export async function startExplorer(
  port: number,
  components: RoutesComponents,
  { requestMs = EXPLORER_REQUEST_MS, maxConnections = EXPLORER_MAX_CONNECTIONS }: ExplorerBounds = {},
): Promise<ExplorerServer> {
  const routes = new Routes(components);
  const limits = {
    maxHeaderSize: EXPLORER_HEADER_BYTES,
    headersTimeout: requestMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: requestMs / 2,
  };
  let listensAt = port;
  const server = createServer(limits, (from, to) => void routes.answer(from, to, listensAt));
  server.maxConnections = maxConnections;
  listensAt = await listenAt(server, port).catch((error: unknown) => {
    if (port !== 0 && hasCode(error, 'EADDRINUSE')) return listenAt(server, 0);
    throw error;
  });
  return { url: `http://${LOOPBACK}:${listensAt}/`, stop: () => close(server) };
}

async function listenAt(server: Server, port: number): Promise<number> {
  server.listen(port, LOOPBACK);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
