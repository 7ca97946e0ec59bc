import { createServer } from 'node:net';
import { generateKeyPair } from '@noctiluca/particle';
import * as fc from 'fast-check';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../src/peers/bootstrap.js';
import { connectionEvent, makeNetwork, startNetwork } from '../utils/networks.js';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const bootstrap = { initialDelayMs: 50, maxDelayMs: 200 };

describe('bootstrap', () => {
  it('reaches a node that appears later, and again after it was away', async () => {
    const port = await freePort();
    const keyPair = generateKeyPair();
    const listen = [`/ip4/127.0.0.1/tcp/${port}`];
    const registry = new Registry();
    const joining = makeNetwork({ bootstrapNodes: listen, bootstrap, components: { registry } });
    // Start does not wait for bootstrap nodes, nor fail without them.
    await joining.network.start(new AbortController().signal);

    const connected = connectionEvent(joining.network, 'connected');
    const first = await startNetwork({ listen, keyPair });
    expect(await connected).toBe(keyPair.peerId);

    const lost = connectionEvent(joining.network, 'disconnected');
    await first.network.stop(new AbortController().signal);
    await lost;
    const again = connectionEvent(joining.network, 'connected');
    await startNetwork({ listen, keyPair });
    expect(await again).toBe(keyPair.peerId);
    await expect.poll(() => registry.metrics()).toContain('connectivity_bootstrap_connected_total 2');
    expect(await registry.metrics()).toContain('connectivity_bootstrap_disconnected_total 1');
  });

  it('dials all nodes at once, so that a dead one delays nobody', async () => {
    const alive = await startNetwork();
    const dead = `/ip4/127.0.0.1/tcp/${await freePort()}`;
    const joining = makeNetwork({ bootstrapNodes: [dead, ...alive.network.listenAddresses()], bootstrap });
    const connected = connectionEvent(joining.network, 'connected');
    await joining.network.start(new AbortController().signal);
    expect(await connected).toBe(alive.network.peerId);
  });

  it('dials a local node that the operator named, even where local addresses are not believed', async () => {
    const { network } = await startNetwork();
    const [bare] = network.listenAddresses().map((address) => address.replace(/\/p2p\/.*/, ''));
    for (const address of [network.listenAddresses()[0]!, bare!]) {
      const joining = makeNetwork({ allowLocalAddresses: false, bootstrapNodes: [address], bootstrap });
      const connected = connectionEvent(joining.network, 'connected');
      await joining.network.start(new AbortController().signal);
      expect(await connected).toBe(network.peerId);
    }
  });

  it('leaves itself out', async () => {
    const port = await freePort();
    const keyPair = generateKeyPair();
    const listen = [`/ip4/127.0.0.1/tcp/${port}`];
    const { network } = await startNetwork({
      keyPair,
      listen,
      bootstrapNodes: [`${listen[0]}/p2p/${keyPair.peerId}`],
    });
    expect(network.connectedPeers()).toEqual([]);
  });

  it('pauses between half and all of a time that doubles up to its cap', () => {
    const delays = { initialDelayMs: 1000, maxDelayMs: 60_000, frequency: 3 };
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        const full = Math.min(60_000, 1000 * 2 ** Math.min(failures, 16));
        const pause = backoffMs(failures, delays, random);
        return pause >= full / 2 - 1 && pause <= full + 1;
      }),
    );
  });
});
