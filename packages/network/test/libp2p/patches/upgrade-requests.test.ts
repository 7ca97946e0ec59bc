import { once } from 'node:events';
import { request } from 'node:http';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import type { WebSocketOrigins } from '../../../src/init.js';
import { isLoopback } from '../../../src/libp2p/patches/upgrade-requests.js';
import { startNetwork } from '../../utils/networks.js';

async function peerFor(webSocketOrigins: WebSocketOrigins) {
  const registry = new Registry();
  const { contact } = await startNetwork({ webSocketOrigins, components: { registry } });
  const port = Number(/\/tcp\/(\d+)\/ws/.exec(contact('ws').addresses[0]!)![1]);
  return { registry, port };
}

/** Whether a page of this origin gets a WebSocket; undefined: no browser. */
async function connects(port: number, origin: string | undefined): Promise<boolean> {
  const headers = {
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...(origin === undefined ? {} : { origin }),
  };
  const asked = request({ host: '127.0.0.1', port, headers });
  asked.end();
  const outcome = await Promise.race([
    once(asked, 'upgrade').then(([response, socket]) => {
      socket.destroy();
      return response.statusCode === 101;
    }),
    // A refused one is reset.
    once(asked, 'close').then(() => false),
  ]).catch(() => false);
  asked.destroy();
  return outcome;
}

describe('a peer for pages of this machine only', () => {
  it.each([
    { origin: undefined, taken: true },
    { origin: 'http://localhost:3000', taken: true },
    { origin: 'https://127.0.0.1', taken: true },
    { origin: 'https://evil.example', taken: false },
    { origin: 'null', taken: false },
  ])('$origin: $taken', async ({ origin, taken }) => {
    const { port, registry } = await peerFor('loopback');
    expect(await connects(port, origin)).toBe(taken);
    const { values } = await registry.getSingleMetric('connection_pool_refused_connections_total')!.get();
    expect(values.map(({ labels }) => labels.reason)).toEqual(taken ? [] : ['foreign-page']);
  });

  it('is a choice: a relay of the world takes every page', async () => {
    const { port } = await peerFor('any');
    expect(await connects(port, 'https://some.app')).toBe(true);
  });
});

describe('isLoopback', () => {
  it.each(['http://localhost', 'http://app.localhost:8080', 'http://127.0.0.2', 'http://[::1]:3000'])(
    '%s is',
    (origin) => expect(isLoopback(origin)).toBe(true),
  );
  it.each([
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'file://',
    'chrome-extension://x',
    '',
  ])('%j is not', (origin) => expect(isLoopback(origin)).toBe(false));
});
