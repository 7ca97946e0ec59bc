import { type ClientPeer, createClient } from '@fluencelabs/js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, call, seq } from '../utils/air.js';
import { connectClient } from '../utils/client.js';
import { makeNetwork, type TestNetwork, webSocketOf } from '../utils/network.js';
import { type RestartablePeer, startPeer } from '../utils/peer.js';
import { addOn, echoOn, echoOnRelay, registerCalculator } from './generated/interop-typed.js';

const clients: ClientPeer[] = [];

async function connect(relay: { readonly multiaddrs: string[] }): Promise<ClientPeer> {
  const client = await createClient(webSocketOf(relay));
  clients.push(client);
  registerCalculator(client, {
    add(a, b) {
      if (a < 0) throw new Error('no debts here');
      return a + b;
    },
  });
  return client;
}

async function disconnectAll(): Promise<void> {
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
}

describe('js-client 0.9.0 on a network of three peers', () => {
  let network: TestNetwork;
  let near: ClientPeer;
  let far: ClientPeer;

  beforeAll(async () => {
    network = await makeNetwork(3);
    [near, far] = [await connect(network.peers[0]!), await connect(network.peers[2]!)];
  });
  afterAll(async () => {
    await disconnectAll();
    await network.stop();
  });

  it('connects over WebSocket and is answered by its relay', async () => {
    expect(near.getRelayPeerId()).toBe(network.peers[0]!.peerId);
    expect(await echoOnRelay(near, 'through the relay')).toBe('through the relay');
  });

  it('calls every peer by its id through the relay', async () => {
    for (const { peerId, name } of network.peers) expect(await echoOn(near, peerId, name)).toBe(name);
  });

  it('gets every kind of text back as it was', async () => {
    const { peerId } = network.peers[2]!;
    const texts = ['', 'Привіт', '🐺\u0000"\\', 'x'.repeat(100_000)];
    for (const text of texts) expect(await echoOn(near, peerId, text)).toBe(text);
  });

  it('serves a service that another client calls through both relays', async () => {
    expect(await addOn(near, far.getPeerId(), far.getRelayPeerId(), 2, 40)).toBe(42);
    expect(await addOn(far, near.getPeerId(), near.getRelayPeerId(), 40, 3)).toBe(43);
  });

  it('learns why a call on another client failed', async () => {
    const sum = addOn(near, far.getPeerId(), far.getRelayPeerId(), -1, 1);
    await expect(sum).rejects.toMatchObject({ message: expect.stringContaining('no debts here') });
  });

  it('is called back by a client that is no js-client', async () => {
    const relay = network.peers[1]!;
    const caller = await connectClient(relay);
    try {
      const script = seq(
        call(relay.peerId, 'op', 'noop', []),
        call(near.getRelayPeerId(), 'op', 'noop', []),
        call(near.getPeerId(), 'calculator', 'add', ['20', '22'], 'sum'),
        call(near.getRelayPeerId(), 'op', 'noop', []),
        call(relay.peerId, 'op', 'noop', []),
        answer(caller.peerId, 'sum'),
      );
      expect(await caller.execute(script)).toEqual([42]);
    } finally {
      await caller.stop();
    }
  });
});

// What 0.9.0 does: it has no reconnect loop. Each send dials the relay again when the connection is gone; until then
// the restarted relay doesn't know the client, and nobody can call it.
describe('js-client 0.9.0 and a relay that restarts', () => {
  let relay: RestartablePeer;

  beforeAll(async () => {
    relay = await startPeer();
  });
  afterAll(async () => {
    await disconnectAll();
    await relay.dispose();
  });

  it('fails with a reason while the relay is away, then goes on and can be called again', async () => {
    const [caller, callee] = [await connect(relay), await connect(relay)];
    const sum = () => addOn(caller, callee.getPeerId(), relay.peerId, 1, 2);
    expect(await sum()).toBe(3);

    await relay.stop();
    await expect(sum()).rejects.toMatchObject({
      message: expect.stringContaining('Could not send particle'),
    });

    await relay.startAgain();
    expect(await echoOnRelay(callee, 'here again')).toBe('here again');
    expect(await sum()).toBe(3);
    expect(await echoOnRelay(await connect(relay), 'a new one')).toBe('a new one');
  });
});
