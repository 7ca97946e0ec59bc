import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createClient } from '@fluencelabs/js-client';
import { connect as connectOurs, createClient as createOurs, Fluence } from '@noctiluca/client';
import { generateKeyPair, keyPairFromSeed } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answer, call, seq } from '../utils/air.js';
import { connectClient } from '../utils/client.js';
import { repository } from '../utils/command.js';
import { makeNetwork, type TestNetwork, webSocketOf } from '../utils/network.js';
import { type RestartablePeer, startPeer } from '../utils/peer.js';
import * as ours from './generated/client/interop.js';
import * as theirs from './generated/js-client/interop.js';

const run = promisify(execFile);

const clients: { disconnect(): Promise<void> }[] = [];

/** js-client, and ours with the same bindings but for the package that they import. */
const CLIENTS = [
  ['js-client 0.9.0', createClient, theirs],
  ['@noctiluca/client', createOurs, ours],
] as const;

type Create = (typeof CLIENTS)[number][1];

async function connect(relay: { readonly multiaddrs: string[] }, create: Create = createClient) {
  const client = await create(webSocketOf(relay));
  clients.push(client);
  const { registerCalculator } = create === createClient ? theirs : ours;
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

describe.each(CLIENTS)('%s on a network of three peers', (_, create, { echoOn, echoOnRelay, addOn }) => {
  let network: TestNetwork;
  let near: Awaited<ReturnType<typeof connect>>;
  let far: Awaited<ReturnType<typeof connect>>;

  beforeAll(async () => {
    network = await makeNetwork(3);
    [near, far] = [await connect(network.peers[0]!, create), await connect(network.peers[2]!)];
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
    expect(await theirs.addOn(far, near.getPeerId(), near.getRelayPeerId(), 40, 3)).toBe(43);
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

describe('@noctiluca/client', () => {
  let network: TestNetwork;
  beforeAll(async () => {
    network = await makeNetwork(1);
  });
  afterAll(() => network.stop());

  it('is what generated functions use when they are given no client', async () => {
    await connectOurs(webSocketOf(network.peers[0]!));
    try {
      expect(await ours.echoOnRelay('by default')).toBe('by default');
    } finally {
      await Fluence.disconnect();
    }
  });

  it('has the key that it is given', async () => {
    const source = new Uint8Array(32).fill(7);
    const relay = webSocketOf(network.peers[0]!);
    const client = await createOurs(relay, { keyPair: { type: 'Ed25519', source } });
    try {
      expect(client.getPeerId()).toBe(keyPairFromSeed(source).peerId);
    } finally {
      await client.disconnect();
    }
  });

  it('leaves nothing running when its relay does not answer', async () => {
    const { peerId } = generateKeyPair();
    const source = `import { createClient } from '@noctiluca/client';
      await createClient('/ip4/127.0.0.1/tcp/1/ws/p2p/${peerId}').catch((error) => console.log('refused', error.code));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', source], {
      cwd: repository,
    });
    expect(stdout).toContain('refused');
  });
});

describe.each(CLIENTS)('%s and a relay that restarts', (name, create, { addOn, echoOnRelay }) => {
  let relay: RestartablePeer;

  beforeAll(async () => {
    relay = await startPeer();
  });
  afterAll(async () => {
    await disconnectAll();
    await relay.dispose();
  });

  // What 0.9.0 does: it has no reconnect loop. Each send dials the relay again when the connection is gone; until then
  // the restarted relay doesn't know the client, and nobody can call it.
  it.runIf(name === 'js-client 0.9.0')(
    'fails with a reason while the relay is away, then goes on',
    async () => {
      const [caller, callee] = [await connect(relay, create), await connect(relay, create)];
      const sum = () => addOn(caller, callee.getPeerId(), relay.peerId, 1, 2);
      expect(await sum()).toBe(3);

      await relay.stop();
      await expect(sum()).rejects.toMatchObject({
        message: expect.stringContaining('Could not send particle'),
      });

      await relay.startAgain();
      expect(await echoOnRelay(callee, 'here again')).toBe('here again');
      expect(await sum()).toBe(3);
      expect(await echoOnRelay(await connect(relay, create), 'a new one')).toBe('a new one');
    },
  );

  it.runIf(name === '@noctiluca/client')(
    'is back by itself with what was under way, and can be called',
    async () => {
      const [caller, callee] = [await connect(relay, create), await connect(relay, create)];
      const states: string[] = [];
      callee.onConnectionStateChange((state) => states.push(state));
      const sum = (ttl: number) => addOn(caller, callee.getPeerId(), relay.peerId, 1, 2, { ttl });
      expect(await sum(7000)).toBe(3);

      await relay.stop();
      const hopeless = sum(500);
      const patient = echoOnRelay(caller, 'while it was away', { ttl: 60_000 });
      await expect(hopeless).rejects.toMatchObject({
        code: 'NOT_SENT',
        message: expect.stringMatching(/Could not send particle.*expired after ttl of 500ms/),
      });

      await relay.startAgain();
      expect(await patient).toBe('while it was away');
      await vi.waitFor(() => expect(callee.connectionState).toBe('connected'), 20_000);
      expect(await sum(20_000)).toBe(3);
      expect(states).toEqual(expect.arrayContaining(['disconnected', 'connecting', 'connected']));
    },
  );
});
