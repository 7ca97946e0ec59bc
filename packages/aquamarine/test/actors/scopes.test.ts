import { generateKeyPair, type KeyPair } from '@noctiluca/particle';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { createScopes } from '../../src/actors/scopes.js';
import { createMetrics } from '../../src/observe/metrics.js';

const none = () => 0;
const GAUGES = {
  mailbox: none,
  actors: none,
  queuedBytes: none,
  dataBytes: none,
  tombstones: none,
  kept: none,
};

it('the metrics of workers that were removed go, those of the others stay', async () => {
  const registry = new Registry();
  const metrics = createMetrics(registry, GAUGES);
  const here = new Map<string, KeyPair>();
  const workers = { keyPairOf: (id: string) => here.get(id), isActive: () => true };
  const scopes = createScopes(
    { hostKeyPair: generateKeyPair(), alwaysAdmitted: new Set() },
    workers,
    metrics,
  );
  const make = (): string => {
    const keyPair = generateKeyPair();
    here.set(keyPair.peerId, keyPair);
    scopes.of({ kind: 'worker', workerId: keyPair.peerId })?.metrics.interpreted(0.01, true);
    return keyPair.peerId;
  };
  const stays = make();
  for (let n = 0; n < 100; n++) here.delete(make());
  const last = make();
  const text = await registry.metrics();
  const shown = new Set([...text.matchAll(/worker_type="Worker",peer_id="(\w+)"/g)].map(([, id]) => id));
  expect(shown).toEqual(new Set([stays, last]));
});
