import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';

interface Asked {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

/** A WebSocket of an RPC that answers what a test says. */
export interface FakeSocket {
  readonly url: string;
  /** All that it was asked, of all connections. */
  readonly asked: Asked[];
  /** Connections that are up, the oldest first. */
  readonly connections: WebSocket[];
  /** What it answers to a method; nothing: no answer. */
  answer: (asked: Asked) => unknown;
  /** Tells this to all that are connected. */
  tell(notice: unknown): void;
  close(): Promise<void>;
}

/** A block as an RPC has it: each a second after the one before, unless it is said. */
export const blockOf = (number: number, timeSec: number = 1_000_000 + number) => ({
  number: `0x${number.toString(16)}`,
  timestamp: `0x${timeSec.toString(16)}`,
});

export async function startFakeSocket(port = 0): Promise<FakeSocket> {
  const server = new WebSocketServer({ host: '127.0.0.1', port, autoPong: true });
  await once(server, 'listening');
  const fake: FakeSocket = {
    ...{ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/token`, asked: [], connections: [] },
    answer: ({ method, id }) => (method === 'eth_getBlockByNumber' ? blockOf(1) : `0xabc${id}`),
    tell(notice) {
      const message = { jsonrpc: '2.0', method: 'eth_subscription', params: { result: notice } };
      for (const connection of fake.connections) connection.send(JSON.stringify(message));
    },
    async close() {
      for (const connection of server.clients) connection.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('connection', (connection) => {
    fake.connections.push(connection);
    connection.on('close', () => fake.connections.splice(fake.connections.indexOf(connection), 1));
    connection.on('message', (data) => {
      const asked = JSON.parse(String(data)) as Asked;
      fake.asked.push(asked);
      const result = fake.answer(asked);
      if (result !== undefined) connection.send(JSON.stringify({ jsonrpc: '2.0', id: asked.id, result }));
    });
  });
  onTestFinished(() => fake.close());
  return fake;
}
