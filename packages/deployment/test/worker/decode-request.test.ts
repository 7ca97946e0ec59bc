import { cidOf } from '@noctiluca/store';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRequest } from '../../src/worker/decode-request.js';
import type { WorkerRequest } from '../../src/worker/request.js';
import { mayBeAlias } from '../../src/worker/reserved.js';

const text = fc.string();
const cid = fc.uint8Array({ maxLength: 8 }).map((bytes) => cidOf(bytes));
const u32 = fc.nat(4_294_967_295);
const key = fc.string().filter((each) => each !== '__proto__');
const alias = fc.string({ minLength: 1, maxLength: 20 }).filter(mayBeAlias);
const trigger = fc.record({
  clock: fc.record({ start_sec: u32, end_sec: u32, period_sec: u32 }),
  connections: fc.record({ connect: fc.boolean(), disconnect: fc.boolean() }),
  blockchain: fc.record({ start_block: u32, end_block: u32 }),
});
const service = fc.record({
  alias,
  blueprintId: text,
  modules: fc.array(fc.record({ name: text, cid, file: cid }), { maxLength: 3 }),
});
const spell = fc.record({
  alias,
  script: cid,
  triggerConfig: trigger,
  kv: fc.dictionary(
    key,
    fc.jsonValue().map((value) => JSON.stringify(value)),
  ),
});
const request: fc.Arbitrary<WorkerRequest> = fc
  .record({
    name: text,
    dealId: text,
    cuIds: fc.array(
      fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex')),
      { maxLength: 3 },
    ),
    prune: fc.boolean(),
    definition: text,
    workerSpell: cid,
    clocks: text,
    services: fc.array(service, { maxLength: 3 }),
    spells: fc.array(spell, { maxLength: 3 }),
  })
  .filter(({ services, spells }) => {
    const aliases = [...services, ...spells].map((each) => each.alias);
    return new Set(aliases).size === aliases.length;
  });

const CID = cidOf(new Uint8Array());
const GOOD = {
  name: 'w',
  dealId: 'd',
  cuIds: ['0'.repeat(64)],
  prune: true,
  definition: CID,
  workerSpell: CID,
  clocks: '{}',
  services: [{ alias: 'svc', blueprintId: CID, modules: [{ name: 'm', cid: CID, file: CID }] }],
  spells: [
    {
      alias: 'spl',
      script: CID,
      triggerConfig: {
        clock: { start_sec: 1, end_sec: 0, period_sec: 1 },
        connections: { connect: false, disconnect: false },
        blockchain: { start_block: 0, end_block: 0 },
      },
      kv: { a: '1' },
    },
  ],
} satisfies WorkerRequest;
const [svc] = GOOD.services;
const [spl] = GOOD.spells;
const { triggerConfig } = spl!;
const withService = (changes: object) => ({ ...GOOD, services: [{ ...svc, ...changes }] });
const withSpell = (changes: object) => ({ ...GOOD, spells: [{ ...spl, ...changes }] });
const withClock = (changes: object) =>
  withSpell({ triggerConfig: { ...triggerConfig, clock: { ...triggerConfig.clock, ...changes } } });

describe('a request', () => {
  it('comes as it was', () => {
    fc.assert(
      fc.property(request, (each) => {
        expect(decodeRequest(JSON.stringify(each))).toEqual(each);
      }),
    );
  });

  it.each([
    ['a name that is none', { ...GOOD, name: 1 }, 'request.name'],
    ['no deal', { ...GOOD, dealId: undefined }, 'request.dealId'],
    ['a definition that is no text', { ...GOOD, definition: null }, 'request.definition'],
    ['clocks that are no text', { ...GOOD, clocks: {} }, 'request.clocks'],
    ['a worker spell that is no CID', { ...GOOD, workerSpell: '../x' }, 'request.workerSpell must be a CID'],
    ['units that are no list', { ...GOOD, cuIds: {} }, 'request.cuIds'],
    ['a unit of another length', { ...GOOD, cuIds: ['00'] }, '64 hexadecimal digits'],
    ['a unit that is a number', { ...GOOD, cuIds: [1] }, 'request.cuIds'],
    ['services that are no list', { ...GOOD, services: 'svc' }, 'request.services'],
    ['a service that is none', { ...GOOD, services: [1] }, 'service must be an object'],
    ['too many services', { ...GOOD, services: Array.from({ length: 1001 }, () => svc) }, '1000 at most'],
    ['spells that are no list', { ...GOOD, spells: null }, 'request.spells'],
    ['a service without a blueprint', withService({ blueprintId: 1 }), 'service.blueprintId'],
    ['a service whose modules are no list', withService({ modules: 'm' }), 'service.modules'],
    ['a module without a name', withService({ modules: [{ cid: CID, file: CID }] }), 'module.name'],
    ['a module that is no CID', withService({ modules: [{ name: 'm', cid: 'x', file: CID }] }), 'module.cid'],
    [
      'a file that is no CID',
      withService({ modules: [{ name: 'm', cid: CID, file: '/etc' }] }),
      'module.file',
    ],
    ['a script that is no CID', withSpell({ script: '(null)' }), 'spell.script'],
    ['a value that is no JSON', withSpell({ kv: { a: '{' } }), 'spell.kv.a is no JSON'],
    ['a value that is no text', withSpell({ kv: { a: 1 } }), 'spell.kv.a'],
    ['a spell without triggers', withSpell({ triggerConfig: undefined }), 'triggerConfig'],
    ['a start that is a float', withClock({ start_sec: 1.5 }), 'clock.start_sec'],
    ['an end beyond u32', withClock({ end_sec: 4_294_967_296 }), 'clock.end_sec must be a whole number'],
    ['a period below zero', withClock({ period_sec: -1 }), 'clock.period_sec'],
    ['one alias for two', { ...GOOD, spells: [{ ...spl, alias: 'svc' }] }, '"svc" is wanted twice'],
    ['an alias that is no text', withService({ alias: 1 }), 'alias must be a text'],
  ])('is refused for %s', (_, value, reason) => {
    expect(() => decodeRequest(JSON.stringify(value))).toThrow(
      expect.objectContaining({ code: 'INVALID', message: expect.stringContaining(reason) }),
    );
  });

  it.each([
    ...['', '.', '..', 'a/b', 'a\\b', 'a\0', 'x'.repeat(256), 'ж'.repeat(128), '__proto__'],
    ...['worker-spell', 'spell', 'self', 'ipfs', 'deal_id', 'h_worker_def_cid', 'h_clocks', 'h_deployment'],
    ...[
      '__installation_spell_status__',
      'hw_counter',
      'hw_trigger',
      'blueprint:a',
      'init_args:a',
      'trigger_config:a',
    ],
  ])('is refused for the alias %j, which breaks the worker', (name) => {
    for (const value of [withService({ alias: name }), withSpell({ alias: name })])
      expect(() => decodeRequest(JSON.stringify(value))).toThrow(
        expect.objectContaining({
          code: 'INVALID',
          message: expect.stringContaining('reserved, or no name'),
        }),
      );
  });

  it('of any other form is refused, never half taken', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => decodeRequest(JSON.stringify(value))).toThrow(
          expect.objectContaining({ code: 'INVALID' }),
        );
      }),
    );
    expect(() => decodeRequest('{')).toThrow('request is no JSON');
  });
});
