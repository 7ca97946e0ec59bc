import { createConnection, type Socket } from 'node:net';
import { generateKeyPair } from '@noctiluca/particle';
import { Registry } from 'prom-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NetworkLimits } from '../../src/init.js';
import type { RefusalReason } from '../../src/peers/refusals.js';
import { startNetwork, type TestNetwork } from '../utils/networks.js';

/** A network with these limits, what it counted and what it traced. */
async function limited(limits: Partial<NetworkLimits>) {
  const registry = new Registry();
  const traced: unknown[] = [];
  const trace = { record: (id: string, event: object) => traced.push({ id, ...event }) };
  const target = await startNetwork({ limits, components: { registry, trace } });
  const refused = async (reason: RefusalReason): Promise<number> => {
    const { values } = await registry.getSingleMetric('connection_pool_refused_connections_total')!.get();
    return values.find(({ labels }) => labels.reason === reason)?.value ?? 0;
  };
  return { target, refused, traced };
}

const connect = (from: TestNetwork, to: TestNetwork) => from.network.connect(to.contact('tcp'));

/** A socket that is connected and says nothing: a connection that stays pending. */
function silentSocket({ contact }: TestNetwork): Promise<Socket> {
  const port = Number(/\/tcp\/(\d+)/.exec(contact('tcp').addresses[0]!)![1]);
  const socket = createConnection({ host: '127.0.0.1', port });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  return new Promise((resolve) => socket.once('connect', () => resolve(socket)));
}

describe('a connection beyond a bound is refused, counted and traced', () => {
  it.each([
    { reason: 'too-many-connections', limits: { connections: 1 } },
    { reason: 'too-many-inbound', limits: { connections: 10, inboundConnections: 1 } },
  ] as const)('$reason', async ({ reason, limits }) => {
    const { target, refused, traced } = await limited(limits);
    const [first, second] = [await startNetwork(), await startNetwork()];
    expect(await connect(first, target)).toBe(true);
    await connect(second, target).catch(() => false);
    await expect.poll(() => refused(reason)).toBeGreaterThan(0);
    expect(traced).toContainEqual(
      expect.objectContaining({ id: '', kind: 'dropped', stage: 'network', reason }),
    );
  });

  it('too-many-of-peer', async () => {
    const { target, refused } = await limited({ connectionsPerPeer: 1 });
    const keyPair = generateKeyPair();
    const [first, second] = [await startNetwork({ keyPair }), await startNetwork({ keyPair })];
    expect(await connect(first, target)).toBe(true);
    await connect(second, target).catch(() => false);
    await expect.poll(() => refused('too-many-of-peer')).toBeGreaterThan(0);
  });

  it('too-many-pending', async () => {
    const { target, refused } = await limited({ pendingInbound: 1 });
    await silentSocket(target);
    await silentSocket(target);
    await expect.poll(() => refused('too-many-pending')).toBeGreaterThan(0);
  });

  it('too-fast', async () => {
    const { target, refused } = await limited({ inboundPerSecondPerHost: 2 });
    for (let made = 0; made < 4; made++) await silentSocket(target);
    await expect.poll(() => refused('too-fast')).toBeGreaterThan(0);
  });
});
