import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startNetworks } from '../../utils/networks.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Takes connections and says nothing. */
async function silentServer(): Promise<Server> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket.on('error', () => {}))).listen(
    0,
    '127.0.0.1',
  );
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server, 'listening');
  return server;
}

/** Longer than the steps that libp2p takes between the end of a dial and forgetting it. */
const STEPS = 24;

describe('a dial', () => {
  it('succeeds whenever it begins while another to the same peer is given up', {
    timeout: 30_000,
  }, async () => {
    const [a, b] = await startNetworks({}, {});
    const { peerId } = b!.network;
    const server = await silentServer();
    const { port } = server.address() as AddressInfo;
    const silent = { peerId, addresses: [`/ip4/127.0.0.1/tcp/${port}`] };
    const outcomes: boolean[] = [];
    for (let steps = 0; steps < STEPS; steps++) {
      const controller = new AbortController();
      const connected = once(server, 'connection');
      const given = a!.network.connect(silent, { signal: controller.signal });
      await connected;
      controller.abort();
      for (let step = 0; step < steps; step++) await null;
      outcomes.push(await a!.network.connect(b!.contact('tcp'), { signal: AbortSignal.timeout(2000) }));
      await given;
      await a!.network.disconnect(peerId);
    }
    expect(outcomes).toEqual(outcomes.map(() => true));
  });
});
