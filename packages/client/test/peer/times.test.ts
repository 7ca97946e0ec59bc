import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClientPeer } from '../../src/peer/client-peer.js';
import type { ClientConfig } from '../../src/peer/config.js';
import { createClient } from '../../src/peer/create-client.js';

const DAY_MS = 86_400_000;
const clients: ClientPeer[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
});
async function connect(config: ClientConfig = {}): Promise<ClientPeer> {
  const client = await createClient([], config);
  clients.push(client);
  return client;
}
const caller = { onSuccess: () => {}, onError: () => {}, fireAndForget: true };

describe('a time that peers refuse is refused by the client, at once', () => {
  it.each([
    { ttl: 0, says: `No peer takes it: ttl is 0, not 1 to ${DAY_MS} ms` },
    { ttl: -1, says: 'ttl is -1, ' },
    { ttl: 1.5, says: 'ttl is 1.5, ' },
    { ttl: Number.NaN, says: 'ttl is NaN, ' },
    { ttl: DAY_MS + 1, says: `not 1 to ${DAY_MS} ms` },
  ])('a ttl of $ttl', async ({ ttl, says }) => {
    const client = await connect();
    const refused = expect.objectContaining({ code: 'BAD_OPTIONS', message: expect.stringContaining(says) });
    expect(() => client.particleOf('(null)', ttl)).toThrow(refused);
    const other = await connect({ defaultTtlMs: ttl });
    expect(() => other.particleOf('(null)')).toThrow(refused);
  });

  it('a day is none, nor is more where the peers take it', async () => {
    expect((await connect()).particleOf('(null)', DAY_MS).ttl).toBe(DAY_MS);
    expect((await connect({ maxTtlMs: 2 * DAY_MS })).particleOf('(null)', 2 * DAY_MS).ttl).toBe(2 * DAY_MS);
  });

  it.each([
    { ttl: 7_000, aheadMs: 3_600_000, says: 'ms ahead' },
    { ttl: 2 * DAY_MS, aheadMs: 0, says: 'not 1 to' },
  ])('a particle made elsewhere with a ttl of $ttl, $aheadMs ms ahead', async ({ ttl, aheadMs, says }) => {
    const client = await connect();
    const timestampMs = Date.now() + aheadMs;
    const particle = createParticle({ script: '(null)', ttl, timestampMs, keyPair: generateKeyPair() });
    expect(() => client.run(particle, caller)).toThrow(
      expect.objectContaining({
        code: 'BAD_OPTIONS',
        message: expect.stringContaining(says),
      }),
    );
  });
});
