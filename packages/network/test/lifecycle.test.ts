import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { connectionEvent, makeNetwork, makeParticle, startNetwork, startNetworks } from './utils/networks.js';

describe('a network', () => {
  it('has no addresses before start and none of its own after', async () => {
    const { network } = makeNetwork();
    expect(network.listenAddresses()).toEqual([]);
    await network.start(new AbortController().signal);
    expect(network.listenAddresses()).toHaveLength(2);
    for (const address of network.listenAddresses()) expect(address).toContain(`/p2p/${network.peerId}`);
  });

  it('tells what it listens on, whatever it announces', async () => {
    const { network } = await startNetwork({ announce: ['/dns4/example.com/tcp/7777'] });
    expect(network.listenAddresses().join()).toMatch(/127\.0\.0\.1.*127\.0\.0\.1/);
  });

  it('starts once and stops any number of times', async () => {
    const { network } = await startNetwork();
    const { signal } = new AbortController();
    await expect(network.start(signal)).rejects.toMatchObject({ code: 'ALREADY_STARTED' });
    await Promise.all([network.stop(signal), network.stop(signal)]);
    await network.stop(signal);
  });

  it('stops when it was never started, and after a start that failed', async () => {
    const { signal } = new AbortController();
    await makeNetwork().network.stop(signal);
    const taken = await startNetwork();
    const listen = taken.network.listenAddresses().map((address) => address.replace(/\/p2p\/.*/, ''));
    const failing = makeNetwork({ listen });
    await expect(failing.network.start(signal)).rejects.toThrow();
    await failing.network.stop(signal);
  });

  it.each([0, 5, 20, 60])('listens nowhere after a start that was given up after %i ms', async (ms) => {
    const taken = await startNetwork();
    const listen = taken.network.listenAddresses().map((address) => address.replace(/\/p2p\/.*/, ''));
    await taken.network.stop(new AbortController().signal);
    const life = new AbortController();
    const { network } = makeNetwork({ listen });
    const started = network.start(life.signal).then(
      () => 'up',
      () => 'given up',
    );
    await delay(ms);
    life.abort(new Error('enough'));
    await network.stop(new AbortController().signal);
    await started;
    // Its ports are free.
    await startNetwork({ listen });
  });

  it('ends with the signal of its life', async () => {
    const life = new AbortController();
    const { network, contact } = makeNetwork();
    await network.start(life.signal);
    const other = await startNetwork();
    await other.network.connect(contact());
    const gone = connectionEvent(other.network, 'disconnected');
    life.abort();
    expect(await gone).toBe(network.peerId);
  });

  it('drops held streams when it stops, without waiting for their particles', async () => {
    const handler = (): Promise<void> => new Promise(() => {});
    const held = await startNetwork({ handler, limits: { inboundQueue: 1 } });
    const [sender] = await startNetworks({});
    for (let i = 0; i < 3; i++) void sender!.network.send(held.contact(), makeParticle());
    await expect.poll(() => held.network.describe?.().heldStreams).toBe(2);
    await held.network.stop(AbortSignal.timeout(2000));
    expect(held.network.describe?.().heldStreams).toBe(0);
  });

  it('lets its process end after stop, with connections, bootstrap loops and half-open streams behind it', async () => {
    const script = fileURLToPath(new URL('./fixtures/start-stop.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 20_000 });
    expect(JSON.parse(stdout)).toEqual({ received: 1, left: [] });
  }, 30_000);
});
