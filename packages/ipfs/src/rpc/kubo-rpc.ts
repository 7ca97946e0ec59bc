import { once, setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { codeOf } from '@noctiluca/common/thrown';
import type { NodeService } from '@noctiluca/lifecycle';
import { BODY_TIMEOUT_MS, HEADERS_TIMEOUT_MS, MAX_CONNECTIONS, MAX_HEADER_BYTES } from '../constants.js';
import { IpfsError } from '../errors.js';
import { rpcMultiaddr } from '../multiaddr.js';
import { createRpcApp, type RpcComponents } from './app.js';

export interface KuboRpcInit {
  /** @default '127.0.0.1' */
  readonly ip?: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Take a free port when this one is taken. @default false */
  readonly otherPortIfTaken?: boolean;
  /** Time for the head of a request, milliseconds. @default 10000 */
  readonly headersTimeoutMs?: number;
  /** Time for all of it, milliseconds. @default 300000 */
  readonly bodyTimeoutMs?: number;
  /** Connections at a time. @default 256 */
  readonly maxConnections?: number;
}

/** The RPC while it listens; addresses are empty before. */
export interface KuboRpc extends NodeService {
  readonly url: string;
  /** As upstream's configuration writes it: `/ip4/127.0.0.1/tcp/5001`. */
  readonly multiaddr: string;
}

function limitsOf({ headersTimeoutMs = HEADERS_TIMEOUT_MS, bodyTimeoutMs = BODY_TIMEOUT_MS }: KuboRpcInit) {
  return {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: headersTimeoutMs,
    requestTimeout: bodyTimeoutMs,
    connectionsCheckingInterval: headersTimeoutMs / 2,
  };
}

/** Serves files over the part of Kubo's RPC that stock clients use. @throws IpfsError at start: `PORT_UNAVAILABLE` */
export function createKuboRpc(init: KuboRpcInit, components: RpcComponents): KuboRpc {
  const { ip = '127.0.0.1', otherPortIfTaken = false } = init;
  const life = new AbortController();
  // Every request listens to it.
  setMaxListeners(0, life.signal);
  let server: Server | undefined;
  let url = '';

  async function listen(port: number): Promise<Server> {
    const listening = createServer(
      limitsOf(init),
      getRequestListener(createRpcApp(components, life.signal).fetch),
    );
    listening.maxConnections = init.maxConnections ?? MAX_CONNECTIONS;
    listening.listen(port, ip);
    await once(listening, 'listening');
    return listening;
  }

  async function open(): Promise<Server> {
    try {
      return await listen(init.port);
    } catch (cause) {
      const code = codeOf(cause);
      if (code === 'EADDRINUSE' && otherPortIfTaken) return listen(0);
      throw new IpfsError(
        'PORT_UNAVAILABLE',
        `Cannot listen for the IPFS RPC on ${ip}:${init.port} (${code})`,
        { cause },
      );
    }
  }

  return {
    name: 'ipfs-rpc',
    dependsOn: ['ipfs-store'],
    get url() {
      return url;
    },
    get multiaddr() {
      return url === '' ? '' : rpcMultiaddr(url);
    },
    async start() {
      server = await open();
      url = `http://${ip}:${(server.address() as AddressInfo).port}`;
    },
    async stop() {
      life.abort(new IpfsError('NOT_RUNNING', 'The IPFS RPC is stopping'));
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
