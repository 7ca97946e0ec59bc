import { readFileSync } from 'node:fs';
import {
  type DesiredService,
  desiredState,
  encodeService,
  encodeSpell,
  encodeSpellUpdate,
} from '@noctiluca/deployment';
import { renderBuiltins } from '@noctiluca/host';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeper, putCall } from '../../../deployment/test/utils/keeper.js';
import { packageOf, spellOf } from '../../../deployment/test/utils/packages.js';
import { systemServicesBuiltins } from '../../src/remote/builtins.js';
import { type RealPeer, startRealPeer } from '../utils/real-peer.js';

const [wanted] = desiredState([
  packageOf('keeper', { services: [keeper('keeper'), keeper('other', 1)], spells: [spellOf('spl')] }),
]).packages;
const [service, other] = wanted!.services as [DesiredService, DesiredService];

let peer: RealPeer;
beforeAll(async () => {
  peer = await startRealPeer({ packages: [packageOf('own', { services: [keeper('own', 9)] })] });
  await peer.system.settled();
});
afterAll(() => peer.destroy());

async function answer(
  functionName: string,
  args: readonly (string | boolean | string[])[],
  by = peer.management,
) {
  const outcome = await peer.call('system-services', functionName, args, by);
  if (outcome.kind === 'error') throw new Error(JSON.parse(outcome.json) as string);
  return outcome.kind === 'ok' ? (JSON.parse(outcome.json) as string) : '';
}

describe('the functions for a remote deployer', () => {
  it('are refused to strangers, but for the status', async () => {
    const calls: [string, (string | boolean | string[])[]][] = [
      ['settings', []],
      ['observe', [[]]],
      ['missing_modules', [[]]],
      ['write_record', ['p', '']],
      ['install_service', ['{}']],
      ['replace_service', ['id', '{}', true]],
      ['install_spell', ['{}']],
      ['update_spell', ['id', '{}']],
      ['remove', ['service', 'id']],
      ['call', ['a', 'f', '[]']],
      ['reconcile', []],
    ];
    for (const [name, args] of calls)
      await expect(answer(name, args, peer.stranger), name).rejects.toThrow('only available to the host');
    const status = JSON.parse(await answer('status', [], peer.stranger)) as { packages: { name: string }[] };
    expect(status.packages.map(({ name }) => name)).toEqual(['own']);
  });

  it('take a package step by step to where the deployer of the peer would have it', async () => {
    expect(await answer('missing_modules', [service.modules.map(({ cid }) => cid)])).toHaveLength(1);
    await expect(answer('install_service', [encodeService(service)])).rejects.toThrow('upload it first');
    for (const { name, load } of [...service.modules, ...other.modules])
      await peer.host.services.modules.add(name, await load());

    const id = await answer('install_service', [encodeService(service)]);
    expect(peer.holder('keeper')).toMatchObject({ serviceId: id, ownerId: peer.keyPair.peerId });
    const { functionName, args } = putCall('keeper', 'a', '1');
    const put = await answer('call', ['keeper', functionName, JSON.stringify(args)]);
    expect(JSON.parse(put)).toEqual({ success: true, error: '' });

    const successor = encodeService({ ...other, alias: 'keeper', blueprintId: successorId() });
    const next = await answer('replace_service', [id, successor, true]);
    expect(next).not.toBe(id);
    expect(await peer.ask('keeper', 'get', 'a')).toMatchObject({ value: '1' });

    const spell = await answer('install_spell', [encodeSpell(wanted!.spells[0]!)]);
    await answer('update_spell', [spell, encodeSpellUpdate({ kv: { period: '7' } })]);
    expect(peer.spells.get({ kind: 'host' }, 'spl')?.value('period')).toBe('7');

    const record = { version: '1.0.0', dependsOn: [], items: { keeper: { kind: 'service', id: next } } };
    await answer('write_record', ['keeper', JSON.stringify(record)]);
    const { items, journal } = JSON.parse(await answer('observe', [['spl']])) as {
      items: { id: string }[];
      journal: Record<string, unknown>;
    };
    expect(items.map((each) => each.id)).toEqual(expect.arrayContaining([next, spell]));
    expect(journal.keeper).toEqual(record);

    await answer('remove', ['spell', spell]);
    await answer('remove', ['spell', spell]);
    await answer('remove', ['service', next]);
    await answer('write_record', ['keeper', '']);
    expect(peer.holder('keeper')).toBeUndefined();
  });

  it('keep the peer from steps of its own while they are used', async () => {
    await answer('write_record', ['keeper', '']);
    await peer.host.services.remove({ kind: 'host' }, 'own', peer.keyPair.peerId);
    await peer.system.reconcile();
    expect(peer.holder('own')).toBeUndefined();
    await answer('reconcile', []);
    expect(peer.holder('own')).toBeDefined();
  });

  it('refuse what would end up in the store and is no record', async () => {
    await expect(answer('write_record', ['p', '{"items":1}'])).rejects.toThrow('Not for the deployer');
    await expect(answer('remove', ['worker', 'id'])).rejects.toThrow('kind must be');
  });

  it('are in the reference: `npm run reference` renews it', () => {
    const nothing = () => {
      throw new Error('nothing is called');
    };
    const system = {
      target: peer.local,
      status: nothing,
      reconcile: nothing,
      hold: nothing,
      release: nothing,
    };
    const components = { system, mayAdminister: nothing, hasModule: nothing, settings: nothing };
    const page = readFileSync(new URL('../../../../docs/reference/builtins.md', import.meta.url), 'utf8');
    expect(page).toContain(renderBuiltins([systemServicesBuiltins(components)]));
  });
});

/** Of the module of `other` under the name of `keeper`. */
function successorId(): string {
  const modules = [keeper('keeper', 1)];
  return desiredState([packageOf('x', { services: modules })]).packages[0]!.services[0]!.blueprintId;
}
