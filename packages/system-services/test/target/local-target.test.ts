import { readFile } from 'node:fs/promises';
import { LocalTarget } from '@noctiluca/deployment/peer';
import { HOST_SCOPE } from '@noctiluca/host';
import { expect, it, onTestFinished } from 'vitest';
import { startRealPeer } from '../utils/real-peer.js';

it('a call ends when its time is over', async () => {
  const peer = await startRealPeer({ packages: [] });
  onTestFinished(() => peer.destroy());
  const { services, hostPeerId: ownerId } = peer.host;
  const wasm = await readFile(new URL('../../../../services/rogue/rogue.wasm', import.meta.url));
  const dependencies = [await services.modules.add('rogue', wasm)];
  const blueprintId = await services.blueprints.add({ name: 'rogue', dependencies });
  await services.create({ scope: HOST_SCOPE, blueprintId, ownerId, alias: 'rogue' });
  const target = new LocalTarget(
    { hostPeerId: ownerId, life: 'life', callTimeoutMs: 3000 },
    { services, spells: peer.spells, store: peer.store },
  );
  expect(await target.call('rogue', 'counter', [])).toBe(1);
  await expect(target.call('rogue', 'spin', [])).rejects.toMatchObject({ code: 'CALL_DEADLINE' });
  expect(await target.call('rogue', 'counter', [])).toBe(1);
});
