import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { NodeService } from '@noctiluca/lifecycle';
import {
  HTTP_KEEP_ALIVE_MS,
  HTTP_MAX_CONNECTIONS,
  HTTP_MAX_HEADER_BYTES,
  HTTP_REQUEST_TIMEOUT_MS,
} from '../constants.js';
import { NodeError } from '../errors.js';
import { createRoutes, type HttpComponents } from './routes.js';

/** The HTTP endpoints of a peer; `url` is empty while it is not listening. */
export interface HttpServer extends NodeService {
  readonly url: string;
}

const LIMITS = {
  maxHeaderSize: HTTP_MAX_HEADER_BYTES,
  headersTimeout: HTTP_REQUEST_TIMEOUT_MS,
  requestTimeout: HTTP_REQUEST_TIMEOUT_MS,
  keepAliveTimeout: HTTP_KEEP_ALIVE_MS,
  connectionsCheckingInterval: HTTP_REQUEST_TIMEOUT_MS / 2,
} as const;

/** @param init where to listen; port 0 takes a free one */
export function createHttpServer(init: { ip: string; port: number }, components: HttpComponents): HttpServer {
  let server: Server | undefined;
  let url = '';

  return {
    name: 'http',
    get url() {
      return url;
    },
    async start() {
      server = createServer(LIMITS, getRequestListener(createRoutes(components).fetch));
      server.maxConnections = HTTP_MAX_CONNECTIONS;
      server.listen(init.port, init.ip);
      try {
        await once(server, 'listening');
      } catch (cause) {
        throw new NodeError(
          'HTTP_PORT_UNAVAILABLE',
          `Cannot listen for HTTP on ${init.ip}:${init.port} (${(cause as NodeJS.ErrnoException).code}); choose another http_port`,
          { cause },
        );
      }
      const { address, family, port } = server.address() as AddressInfo;
      url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
    },
    async stop() {
      if (!server?.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      url = '';
    },
    describe: () => ({ url }),
  };
}
