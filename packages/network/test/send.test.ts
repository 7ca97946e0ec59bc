import { createServer, type Server } from 'node:net';
import { generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeNetwork, makeParticle, startNetwork, startNetworks } from './utils/networks.js';
import { startRawPeer } from './utils/raw-peer.js';

describe('send', () => {
  it('answers not-connected when the contact has no address', async () => {
    const { network } = await startNetwork();
    const to = { peerId: generateKeyPair().peerId, addresses: [] };
    expect(await network.send(to, makeParticle())).toEqual({ status: 'not-connected' });
  });

  it('answers not-connected when nobody listens there, and for texts that are no peer or address', async () => {
    const { network } = await startNetwork();
    const peerId = generateKeyPair().peerId;
    const contacts = [
      { peerId, addresses: ['/ip4/127.0.0.1/tcp/1'] },
      { peerId, addresses: ['nonsense'] },
      { peerId: 'nonsense', addresses: ['/ip4/127.0.0.1/tcp/1'] },
    ];
    for (const to of contacts) {
      expect(await network.send(to, makeParticle())).toEqual({ status: 'not-connected' });
    }
  });

  it('answers not-connected when another peer answers at the address', async () => {
    const [a, b] = await startNetworks({}, {});
    const to = { ...b!.contact(), peerId: generateKeyPair().peerId };
    const addresses = to.addresses.map((address) => address.replace(/\/p2p\/.*/, ''));
    expect(await a!.network.send({ ...to, addresses }, makeParticle())).toEqual({ status: 'not-connected' });
  });

  it('answers protocol-error when the peer speaks no particles', async () => {
    const { network } = await startNetwork({ networkId: 'test' });
    const raw = await startRawPeer({ kademlia: 'test' });
    const result = await network.send(raw.contact, makeParticle());
    expect(result).toMatchObject({ status: 'protocol-error', detail: expect.any(String) });
    expect(network.isConnected(raw.contact.peerId)).toBe(true);
  });

  it('answers protocol-error for a particle that the wire cannot carry', async () => {
    const [a, b] = await startNetworks({ limits: { frameBytes: 1000 } }, {});
    const result = await a!.network.send(b!.contact(), makeParticle(2000));
    expect(result).toMatchObject({ status: 'protocol-error', detail: expect.stringContaining('1000') });
  });

  it('answers timed-out when the peer takes nothing', async () => {
    const { network } = await startNetwork({ timeouts: { sendMs: 300 } });
    const raw = await startRawPeer({ particles: (stream) => stream.pause() });
    expect(await network.connect(raw.contact)).toBe(true);
    const result = await network.send(raw.contact, makeParticle(1_000_000));
    expect(result).toMatchObject({ status: 'timed-out', afterMs: 300 });
  });

  it('answers connection-pool-died after stop', async () => {
    const [a, b] = await startNetworks({}, {});
    await a!.network.stop(new AbortController().signal);
    expect(await a!.network.send(b!.contact(), makeParticle())).toEqual({ status: 'connection-pool-died' });
  });

  it('rejects its own peer id as a programming error', async () => {
    const { network, contact } = await startNetwork();
    await expect(network.send(contact(), makeParticle())).rejects.toMatchObject({ code: 'SEND_TO_SELF' });
  });

  it('gives up when the caller does', async () => {
    const silent = await listenSilently();
    const { network } = await startNetwork();
    const cancel = new AbortController();
    const to = { peerId: generateKeyPair().peerId, addresses: [`/ip4/127.0.0.1/tcp/${silent.port}`] };
    const sending = network.send(to, makeParticle(), { signal: cancel.signal });
    await silent.connected;
    cancel.abort();
    expect(await sending).toEqual({ status: 'not-connected' });
  });
});

describe('a network not started', () => {
  it('refuses to start without a handler of particles', async () => {
    const { createNetwork } = await import('../src/create-network.js');
    const network = createNetwork({ keyPair: generateKeyPair() });
    await expect(network.start(new AbortController().signal)).rejects.toMatchObject({
      code: 'HANDLER_MISSING',
    });
  });

  it('takes one handler only', () => {
    const { network } = makeNetwork();
    expect(() => network.onParticle(async () => {})).toThrow(
      expect.objectContaining({ code: 'HANDLER_ALREADY_SET' }),
    );
  });

  it('refuses limits that are not positive', () => {
    expect(() => makeNetwork({ limits: { frameBytes: 0 } })).toThrow(
      expect.objectContaining({
        code: 'INVALID_LIMIT',
        message: expect.stringContaining('limits.frameBytes'),
      }),
    );
  });

  it('names the address that is no multiaddr', async () => {
    const { network } = makeNetwork({ bootstrapNodes: ['localhost:7777'] });
    await expect(network.start(new AbortController().signal)).rejects.toMatchObject({
      code: 'INVALID_ADDRESS',
      message: expect.stringContaining('localhost:7777'),
    });
  });
});

/** A TCP server that accepts and says nothing. */
async function listenSilently(): Promise<{ port: number; connected: Promise<void> }> {
  let accepted = (): void => {};
  const connected = new Promise<void>((resolve) => {
    accepted = resolve;
  });
  const server: Server = createServer((socket) => {
    accepted();
    onTestFinished(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, connected };
}
