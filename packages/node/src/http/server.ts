import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { codeOf } from '@noctiluca/common/thrown';
import type { NodeService } from '@noctiluca/lifecycle';
import {
  HTTP_KEEP_ALIVE_MS,
  HTTP_MAX_CONNECTIONS,
  HTTP_MAX_CONNECTIONS_PER_ADDRESS,
  HTTP_MAX_HEADER_BYTES,
  HTTP_REQUEST_TIMEOUT_MS,
} from '../constants.js';
import { NodeError } from '../errors.js';
import type { HttpComponents } from './components.js';
import { Connections } from './connections.js';
import { createRoutes } from './routes.js';

/** The HTTP endpoints of a peer; `url` is empty while it is not listening. */
export interface HttpServer extends NodeService {
  readonly url: string;
}

export interface HttpServerInit {
  readonly ip: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Time to receive a request, milliseconds. @default 10000 */
  readonly requestTimeoutMs?: number;
  /** Time an idle connection stays, milliseconds; Node.js adds a second. @default 30000 */
  readonly keepAliveMs?: number;
  /** Connections at a time. @default 256 */
  readonly maxConnections?: number;
  /** Connections at a time from one address. @default 64 */
  readonly maxConnectionsPerAddress?: number;
}

export function createHttpServer(init: HttpServerInit, components: HttpComponents): HttpServer {
  const { requestTimeoutMs = HTTP_REQUEST_TIMEOUT_MS, keepAliveMs = HTTP_KEEP_ALIVE_MS } = init;
  const limits = {
    maxHeaderSize: HTTP_MAX_HEADER_BYTES,
    headersTimeout: requestTimeoutMs,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: requestTimeoutMs / 2,
  };
  const connections = new Connections(
    {
      max: init.maxConnections ?? HTTP_MAX_CONNECTIONS,
      maxPerAddress: init.maxConnectionsPerAddress ?? HTTP_MAX_CONNECTIONS_PER_ADDRESS,
      patienceMs: requestTimeoutMs,
    },
    components.onConnectionClosed,
  );
  let server: Server | undefined;
  let url = '';

  return {
    name: 'http',
    get url() {
      return url;
    },
    async start() {
      server = createServer(limits, getRequestListener(createRoutes(components).fetch));
      connections.watch(server);
      server.listen(init.port, init.ip);
      try {
        await once(server, 'listening');
      } catch (cause) {
        throw new NodeError(
          'HTTP_PORT_UNAVAILABLE',
          `Cannot listen for HTTP on ${init.ip}:${init.port} (${codeOf(cause)}); choose another http_port`,
          { cause },
        );
      }
      const { address, family, port } = server.address() as AddressInfo;
      components.history?.start();
      url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
    },
    async stop() {
      components.history?.stop();
      if (!server?.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      url = '';
    },
    describe: () => ({ url, connections: connections.size }),
  };
}
