import { HOST_SCOPE } from '@noctiluca/host';
import { expect } from 'vitest';
import type { CallOptions } from '../../utils/test-peer.js';
import { asGreeter, type ConformanceCase, type World } from '../case.js';

/** A particle that looks like the spell's and is by somebody else. */
const forged = (world: World): CallOptions => world.asSpell(world.spellId, world.stranger);
/** By a worker's peer, for a spell that lives on the host. */
const elsewhere = (world: World): CallOptions => world.asSpell(world.spellId, world.worker.keyPair);
/** The alias of a spell is not its id. */
const byAlias = ({ particleBy, keyPair }: World): CallOptions => ({
  particle: particleBy(keyPair, 'spell_greeter_0'),
});
const resident = (world: World): CallOptions => ({
  ...world.asSpell(world.residentId, world.worker.keyPair),
  scope: world.worker.scope,
});

const NOT_ITS = (world: World) =>
  new RegExp(
    `^Particle spell_${world.spellId}_0 is not of spell ${world.spellId}: \\S+ made it, and there is no such spell of that peer here$`,
  );

/** Every function of these services, with arguments that are fine. */
const ALL = [
  { fn: 'getDataSrv.spell_id', args: [] },
  { fn: 'getDataSrv.-relay-', args: [] },
  { fn: 'getDataSrv.*', name: 'greeting', args: [] },
  { fn: 'errorHandlingSrv.error', args: [{}, 0] },
  { fn: 'callbackSrv.response', args: [{ stolen: true }] },
];

const guards: readonly ConformanceCase[] = ALL.flatMap((call): ConformanceCase[] => [
  {
    ...call,
    why: 'no particle of a spell',
    how: ({ particleBy, keyPair }) => ({ particle: particleBy(keyPair, 'some-id') }),
    error: "Invalid particle id: expected 'spell_{SPELL_ID}_{COUNTER}', got some-id",
  },
  { ...call, why: 'forged', how: forged, error: NOT_ITS },
  { ...call, why: 'by the peer of another scope', how: elsewhere, error: NOT_ITS },
  { ...call, why: 'by alias', how: byAlias, error: /^Particle spell_greeter_0 is not of spell greeter: / },
]);

export const infallible: readonly string[] = [];

export const cases: readonly ConformanceCase[] = [
  ...guards,
  { fn: 'getDataSrv.spell_id', how: asGreeter, result: ({ spellId }) => spellId },
  { fn: 'getDataSrv.spell_id', why: 'on a worker', how: resident, result: ({ residentId }) => residentId },
  { fn: 'getDataSrv.-relay-', how: asGreeter, result: ({ keyPair }) => keyPair.peerId },
  { fn: 'getDataSrv.-relay-', why: 'on a worker', how: resident, result: ({ keyPair }) => keyPair.peerId },
  { fn: 'getDataSrv.*', name: 'greeting', how: asGreeter, result: 'hello' },
  {
    fn: 'getDataSrv.*',
    name: 'hw_counter',
    why: 'the number of the next run',
    how: asGreeter,
    result: 1,
  },
  { fn: 'getDataSrv.*', name: 'counter', why: 'by its older name', how: asGreeter, result: 1 },
  {
    fn: 'getDataSrv.*',
    name: 'hw_trigger',
    how: asGreeter,
    result: ({ clock }) => ({ timer: [{ timestamp: Math.floor(clock.nowMs() / 1000) }], peer: [] }),
  },
  {
    fn: 'getDataSrv.*',
    name: 'trigger',
    why: 'by its older name',
    how: asGreeter,
    result: ({ clock }) => ({ timer: [{ timestamp: Math.floor(clock.nowMs() / 1000) }], peer: [] }),
  },
  { fn: 'getDataSrv.*', name: 'nothing', how: asGreeter, error: 'value not found' },
  { fn: 'getDataSrv.*', name: 'toString', how: asGreeter, error: 'value not found' },
  {
    fn: 'getDataSrv.*',
    name: 'broken',
    how: async (world) => {
      const how = world.asSpell(world.spellId);
      await world.result(world.spellId, 'set_string', ['broken', 'no json'], how);
      return how;
    },
    error: ({ spellId }) =>
      new RegExp(`^Failed to parse argument \`broken -> no json\` for spell ${spellId}: `),
  },
  {
    fn: 'errorHandlingSrv.error',
    args: [{ error_code: 10_006, instruction: 'fail', message: 'no luck', peer_id: 'p' }, 3],
    how: asGreeter,
    result: {
      async check(result, world) {
        expect(result).toBe('');
        const errors = await world.result(world.spellId, 'get_errors', [`spell_${world.spellId}_0`]);
        expect(errors).toContainEqual({
          last_error: { error_code: 10_006, instruction: 'fail', message: 'no luck', peer_id: 'p' },
          error_idx: 3,
        });
      },
    },
  },
  {
    fn: 'errorHandlingSrv.error',
    why: 'an error of any shape is kept',
    args: ['just a text', 4],
    how: asGreeter,
    result: {
      async check(_, world) {
        const errors = await world.result(world.spellId, 'get_errors', [`spell_${world.spellId}_0`]);
        expect(errors).toContainEqual({
          last_error: { error_code: 0, instruction: '', message: 'just a text', peer_id: '' },
          error_idx: 4,
        });
      },
    },
  },
  {
    fn: 'callbackSrv.response',
    why: 'as JSON texts whose keys are sorted by their bytes',
    args: [{ left: [1, 2], right: { 9: 'b', 10: 'a' } }],
    how: asGreeter,
    result: {
      check(_, { spells, spellId }) {
        const spell = spells.get(HOST_SCOPE, spellId);
        expect([spell?.value('left'), spell?.value('right')]).toEqual(['[1,2]', '{"10":"a","9":"b"}']);
      },
    },
  },
  { fn: 'callbackSrv.response', why: 'nothing is fine too', args: [], how: asGreeter, result: '' },
  {
    fn: 'callbackSrv.response',
    args: [1],
    how: asGreeter,
    error: ({ spellId }) =>
      `Failed to store response 1 for spell ${spellId}: passed string must represent a JSON object`,
  },
];
