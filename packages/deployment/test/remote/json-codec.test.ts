import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { desiredState } from '../../src/desired.js';
import { clockTrigger } from '../../src/distro.js';
import {
  decodeList,
  decodeRecord,
  decodeService,
  decodeSpell,
  decodeSpellUpdate,
  encodeService,
  encodeSpell,
  encodeSpellUpdate,
  kindOf,
} from '../../src/remote/json-codec.js';
import { packageOf, spellOf } from '../utils/packages.js';

const [wanted] = desiredState([packageOf('p', { spells: [spellOf('s')] })]).packages;

const text = fc.string();
const record = fc.record(
  {
    version: text,
    dependsOn: fc.array(text),
    items: fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.record(
        {
          kind: fc.constantFrom('service' as const, 'spell' as const),
          id: text,
          kv: fc.dictionary(
            fc.string().filter((key) => key !== '__proto__'),
            text,
          ),
          kvCid: text,
          pending: fc.constantFrom(
            'install' as const,
            'update' as const,
            'reinstall' as const,
            'remove' as const,
          ),
          migrating: fc.boolean(),
        },
        { requiredKeys: ['kind', 'id'] },
      ),
    ),
    init: fc.record({ digest: text, fixed: text, done: fc.array(text), complete: fc.boolean(), life: text }),
  },
  { requiredKeys: ['version', 'dependsOn', 'items'] },
);

describe('what crosses to a remote peer', () => {
  it('a service comes without bytes: they are uploaded before', async () => {
    const service = wanted!.services[0]!;
    const { alias, blueprintId, modules } = decodeService(encodeService(service));
    expect({ alias, blueprintId }).toEqual({ alias: 'p', blueprintId: service.blueprintId });
    expect(modules.map(({ name, cid }) => ({ name, cid }))).toEqual([
      { name: 'p', cid: service.modules[0]!.cid },
    ]);
    await expect(modules[0]!.load()).rejects.toThrow('upload it first');
  });

  it('a spell and its changes come as they were', () => {
    const spell = wanted!.spells[0]!;
    expect(decodeSpell(encodeSpell(spell))).toEqual({ ...spell, scriptDigest: '' });
    const update = { script: '(null)', triggerConfig: clockTrigger(5), kv: { a: '{"b":1}' } };
    expect(decodeSpellUpdate(encodeSpellUpdate(update))).toEqual(update);
    expect(decodeSpellUpdate(encodeSpellUpdate({}))).toEqual({});
  });

  it('a record of the journal comes as it was', () => {
    fc.assert(
      fc.property(record, (each) => {
        expect(decodeRecord(JSON.stringify(each))).toEqual(each);
      }),
    );
  });

  it.each([
    ['', 'no JSON'],
    ['[]', 'record must be an object'],
    ['{"version":1}', 'record.items must be an object'],
    ['{"version":"1","dependsOn":[1],"items":{}}', 'record.dependsOn must be a text'],
    ['{"version":"1","dependsOn":[],"items":{"a":{"kind":"job","id":""}}}', 'kind must be'],
    ['{"version":"1","dependsOn":[],"items":{"a":{"kind":"spell","id":"","pending":"x"}}}', 'pending'],
  ])('refuses the record %s', (json, reason) => {
    expect(() => decodeRecord(json)).toThrow(
      expect.objectContaining({ code: 'INVALID', message: expect.stringContaining(reason) }),
    );
  });

  it('anything else is refused, never half taken', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.stringify(value);
        for (const decode of [decodeService, decodeSpell, decodeRecord]) {
          expect(() => decode(json)).toThrow(expect.objectContaining({ code: 'INVALID' }));
        }
      }),
    );
    expect(() => decodeList('{}')).toThrow('must be a list');
    expect(() => kindOf('worker')).toThrow('"service" or "spell"');
  });
});
