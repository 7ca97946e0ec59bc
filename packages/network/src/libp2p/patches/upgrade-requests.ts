import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Refusals } from '../../peers/refusals.js';
import { webSockets } from '../modules.js';

/** Whose pages may connect: of any site, or only pages that this machine serves. Clients that are no browser always may. */
export type WebSocketOrigins = 'any' | 'loopback';

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
      listener.addEventListener('listening', () => {
        // libp2p has no hook for requests; its own upgrade finds the socket closed.
        (listener as { http?: Server }).http?.prependListener('upgrade', refuseForeignPages);
      });
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

/** Whether an `Origin` is of this machine. `null`, which sandboxed pages of any site send, is not. */
export function isLoopback(origin: string): boolean {
  try {
    const { hostname, protocol } = new URL(origin);
    return /^https?:$/.test(protocol) && LOOPBACK.test(hostname);
  } catch {
    return false;
  }
}
