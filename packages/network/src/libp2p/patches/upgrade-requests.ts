import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Listener } from '@libp2p/interface';
import type { WebSocketOrigins } from '../../init.js';
import type { Refusals } from '../../peers/refusals.js';
import { webSockets } from '../modules.js';

type Factory = ReturnType<typeof webSockets>;

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The WebSocket transport, closed to pages of other sites where that is asked for: a browser lets any page connect to
 * loopback, and a peer in dev mode lets any key run code.
 */
export function guardedWebSockets(origins: WebSocketOrigins, refusals: Refusals): Factory {
  const make = webSockets();
  if (origins === 'any') return make;
  return (components) => {
    const transport = make(components);
    const createListener = transport.createListener.bind(transport);
    transport.createListener = (options) => {
      const listener = createListener(options);
      const listen = listener.listen.bind(listener);
      listener.listen = async (address) => {
        await listen(address);
        // libp2p has no hook for requests; its own upgrade finds the socket closed.
        const server = (listener as { http?: Server }).http;
        if (server !== undefined) server.prependListener('upgrade', refuseForeignPages);
        else await endUnguarded(listener);
      };
      return listener;
    };
    return transport;
  };

  function refuseForeignPages({ headers: { origin } }: IncomingMessage, socket: Duplex): void {
    if (origin === undefined || isLoopback(origin)) return;
    refusals.refused('foreign-page', origin.slice(0, 200));
    socket.destroy();
  }
}

/** Open to every page is not what was asked for. */
async function endUnguarded(listener: Listener): Promise<never> {
  await listener.close();
  throw new Error('this libp2p shows no server of WebSockets, so pages of other sites could not be kept out');
}

/** Whether an `Origin` is of this machine. `null`, which sandboxed pages of any site send, is not. */
export function isLoopback(origin: string): boolean {
  try {
    const { hostname, protocol } = new URL(origin);
    return /^https?:$/.test(protocol) && LOOPBACK.test(hostname);
  } catch {
    return false;
  }
}
