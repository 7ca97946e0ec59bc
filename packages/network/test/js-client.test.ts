import '../src/polyfill.js';
import { type ClientPeer, createClient } from '@fluencelabs/js-client';
import { createParticle, generateKeyPair, verifyParticle } from '@noctiluca/particle';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectionEvent, startNetwork, type TestNetwork } from './utils/networks.js';

/** The unmodified client of upstream (libp2p 1.2, noise 14, yamux 6) with this network as its relay, over WebSocket. */
async function attachClient({ network, contact }: TestNetwork): Promise<ClientPeer> {
  const [multiaddr] = contact('ws').addresses;
  const connected = connectionEvent(network, 'connected');
  const client = await createClient({ peerId: network.peerId, multiaddr: multiaddr! }, {});
  onTestFinished(async () => client.disconnect());
  expect(await connected).toBe(client.getPeerId());
  return client;
}

describe.each([true, false])('js-client 0.9.0 (fast path %s)', (fastPath) => {
  it('connects, stays, and its particles arrive whole and signed', async () => {
    const relay = await startNetwork({ fastPath });
    const client = await attachClient(relay);
    const script = `(call "${relay.network.peerId}" ("op" "noop") [])`;
    const particle = await client.internals.createNewParticle(script, 7000);
    client.internals.initiateParticle(
      particle,
      () => {},
      () => {},
    );
    const [inbound] = await relay.received.count(1);
    expect(inbound).toMatchObject({
      from: client.getPeerId(),
      particle: { id: particle.id, initPeerId: client.getPeerId(), script, ttl: 7000 },
    });
    expect(verifyParticle(inbound!.particle)).toMatchObject({ ok: true });
    expect(relay.network.isConnected(client.getPeerId())).toBe(true);
  }, 30_000);

  it('receives what is sent to it and runs it', async () => {
    const relay = await startNetwork({ fastPath });
    const client = await attachClient(relay);
    const called: unknown[] = [];
    let hit = (): void => {};
    client.internals.regHandler.common('probe', 'hit', ({ args }: { args: unknown[] }) => {
      called.push(...args);
      hit();
      return { retCode: 0, result: '' };
    });
    const keyPair = generateKeyPair();
    const to = { peerId: client.getPeerId(), addresses: [] };
    for (let i = 1; i <= 5; i++) {
      const script = `(call "${client.getPeerId()}" ("probe" "hit") [${i}])`;
      const arrived = new Promise<void>((resolve) => {
        hit = resolve;
      });
      const particle = createParticle({ script, ttl: 7000, timestampMs: Date.now(), keyPair });
      expect(await relay.network.send(to, particle)).toMatchObject({ status: 'ok' });
      await arrived;
    }
    expect(called).toEqual([1, 2, 3, 4, 5]);
  }, 30_000);
});
