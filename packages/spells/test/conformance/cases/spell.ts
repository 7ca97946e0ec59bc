import { HOST_SCOPE } from '@noctiluca/host';
import type { JsonValue } from '@noctiluca/marine';
import { expect } from 'vitest';
import { NO_TRIGGERS } from '../../../src/index.js';
import { every, SCRIPT } from '../../utils/test-peer.js';
import { asGreeter, byHost, byManagement, type ConformanceCase, onWorker, type World } from '../case.js';

const INSTALL: readonly JsonValue[] = [SCRIPT, { greeting: 'hello' }, NO_TRIGGERS];
const IN_PAST = 'Error: invalid config: end_sec is less than start_sec or in the past';
const TOO_LONG =
  'Error: invalid config: period is too big. Max period is 100 years (or approx 3153600000 seconds)';
const ROOT =
  'Failed to install spell in the root scope, only management peer id can install top-level spells';
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/;

const withClock = (start_sec: number, end_sec: number, period_sec: number): JsonValue => ({
  ...NO_TRIGGERS,
  clock: { start_sec, end_sec, period_sec },
});

const installOf = (config: JsonValue): readonly JsonValue[] => [SCRIPT, {}, config];

const owners = ({ worker, creator }: World) =>
  `worker creator ${creator.peerId}, worker itself ${worker.workerId}`;

async function aSpell({ spells }: World): Promise<readonly JsonValue[]> {
  return [await spells.install({ scope: HOST_SCOPE, script: SCRIPT, data: {}, triggerConfig: NO_TRIGGERS })];
}

async function aResident({ spells, worker }: World): Promise<readonly JsonValue[]> {
  const { scope } = worker;
  return [await spells.install({ scope, script: SCRIPT, data: {}, triggerConfig: NO_TRIGGERS })];
}

export const infallible = ['spell.list'];

const install: readonly ConformanceCase[] = [
  {
    fn: 'spell.install',
    args: [...INSTALL, 'installed'],
    how: byManagement,
    result: {
      check(id, { spells, keyPair, host }) {
        expect(id).toMatch(ID);
        expect(host.services.info(HOST_SCOPE, 'installed')).toMatchObject({
          serviceId: id,
          serviceType: 'spell',
          ownerId: keyPair.peerId,
        });
        const spell = spells.get(HOST_SCOPE, 'installed');
        expect(spell).toMatchObject({ script: SCRIPT, triggerConfig: NO_TRIGGERS, version: 1 });
        expect(spell?.value('greeting')).toBe('"hello"');
      },
    },
  },
  {
    fn: 'spell.install',
    why: 'the alias may be an option',
    args: [...INSTALL, []],
    how: byManagement,
    result: { check: (id) => expect(id).toMatch(ID) },
  },
  ...(['creator', 'worker', 'management'] as const).map(
    (who): ConformanceCase => ({
      fn: 'spell.install',
      why: `on a worker by ${who}; the worker owns it`,
      args: [...INSTALL, `of-${who}`],
      how: onWorker(who),
      result: {
        check: (id, { host, worker }) =>
          expect(host.services.info(worker.scope, `of-${who}`)).toMatchObject({
            serviceId: id,
            ownerId: worker.workerId,
            workerId: worker.workerId,
          }),
      },
    }),
  ),
  {
    fn: 'spell.install',
    why: "the worker's creator names its worker spell",
    args: [...INSTALL, 'worker-spell'],
    how: onWorker('creator'),
    result: { check: (id) => expect(id).toMatch(ID) },
  },
  {
    fn: 'spell.install',
    why: 'the worker itself may not',
    args: [...INSTALL, 'worker-spell'],
    how: onWorker('worker'),
    error: "Cannot add alias 'worker-spell' because it is reserved",
  },
  { fn: 'spell.install', why: 'by the host itself', args: INSTALL, how: byHost, error: ROOT },
  { fn: 'spell.install', why: 'by a stranger', args: INSTALL, error: ROOT },
  ...(['host', 'stranger'] as const).map(
    (who): ConformanceCase => ({
      fn: 'spell.install',
      why: `on a worker by ${who}`,
      args: INSTALL,
      how: onWorker(who),
      error: (world) =>
        `Failed to install spell on ${world.worker.workerId}, spell can be installed by ${owners(world)} or peer manager; ` +
        `init_peer_id=${(who === 'host' ? world.keyPair : world.stranger).peerId}`,
    }),
  ),
  {
    fn: 'spell.install',
    args: [...INSTALL, 'self'],
    how: byManagement,
    error:
      /^Failed to add alias self for spell [0-9a-f-]{36}: Cannot add alias 'self' because it is reserved$/,
  },
  { fn: 'spell.install', args: [SCRIPT, 1, NO_TRIGGERS], how: byManagement, error: /^passed string must/ },
  {
    fn: 'spell.install',
    args: [SCRIPT, { ['k'.repeat(2000)]: 1 }, NO_TRIGGERS],
    how: byManagement,
    error: /^Cannot write 'k+': the key is longer than 1024 bytes$/,
  },
  {
    fn: 'spell.install',
    args: ['s'.repeat(5 * 2 ** 20), {}, NO_TRIGGERS],
    how: byManagement,
    error: "A script of 5242880 bytes does not fit: a spell's has 4194304 at most",
  },
  {
    fn: 'spell.install',
    args: [SCRIPT, {}],
    how: byManagement,
    error: "Error: Field 'trigger_config' is missing from args to call_service",
  },
];

/** Spec/nox.md §5.1, row by row. */
const triggers: readonly ConformanceCase[] = [
  {
    fn: 'spell.install',
    why: 'without a start the other fields are not looked at',
    args: installOf(withClock(0, 5, 4_000_000_000)),
    how: byManagement,
    result: { check: (id) => expect(id).toMatch(ID) },
  },
  {
    fn: 'spell.install',
    why: 'the longest period',
    args: installOf(withClock(1, 0, 3_153_600_000)),
    how: byManagement,
    result: { check: (id) => expect(id).toMatch(ID) },
  },
  {
    fn: 'spell.install',
    args: installOf(withClock(1, 0, 3_153_600_001)),
    how: byManagement,
    error: TOO_LONG,
  },
  { fn: 'spell.install', args: installOf(withClock(10, 5, 1)), how: byManagement, error: IN_PAST },
  {
    fn: 'spell.install',
    why: 'the triggers are looked at before the data',
    args: [SCRIPT, 'no object', withClock(10, 5, 1)],
    how: byManagement,
    error: IN_PAST,
  },
  {
    fn: 'spell.install',
    why: 'the end is past',
    args: installOf(withClock(1, 1000, 1)),
    how: byManagement,
    error: IN_PAST,
  },
  {
    fn: 'spell.install',
    why: 'all fields are required',
    args: installOf({ clock: NO_TRIGGERS.clock, connections: NO_TRIGGERS.connections }),
    how: byManagement,
    error: "Error: Error deserializing field 'trigger_config': missing field `blockchain`",
  },
  {
    fn: 'spell.install',
    why: 'numbers are u32',
    args: installOf(withClock(-1, 0, 0)),
    how: byManagement,
    error: "Error: Error deserializing field 'trigger_config': clock.start_sec: expected u32, got -1",
  },
  {
    fn: 'spell.install',
    why: 'a config is an object',
    args: installOf([]),
    how: byManagement,
    error: "Error: Error deserializing field 'trigger_config': expected TriggerConfig, got []",
  },
];

const changes: readonly ConformanceCase[] = [
  {
    fn: 'spell.update_trigger_config',
    args: ['greeter', every(60, 4_000_000_000)],
    how: byHost,
    result: {
      check(result, { spells, spellId }) {
        expect(result).toBe('');
        expect(spells.get(HOST_SCOPE, spellId)).toMatchObject({
          triggerConfig: every(60, 4_000_000_000),
          nextRunMs: 4_000_000_000_000,
          version: 1,
        });
      },
    },
  },
  {
    fn: 'spell.update_trigger_config',
    why: 'inside its own particles `spell` is the spell',
    args: ['spell', NO_TRIGGERS],
    how: asGreeter,
    result: '',
  },
  ...(['creator', 'worker', 'management'] as const).map(
    (who): ConformanceCase => ({
      fn: 'spell.update_trigger_config',
      why: `on a worker by ${who}`,
      args: ['resident', NO_TRIGGERS],
      how: onWorker(who),
      result: '',
    }),
  ),
  {
    fn: 'spell.update_trigger_config',
    args: ['greeter', NO_TRIGGERS],
    error: ({ keyPair, stranger }) =>
      `Failed to update spell config greeter, spell config can be updated by worker itself ${keyPair.peerId} or peer manager; init_peer_id=${stranger.peerId}`,
  },
  {
    fn: 'spell.update_trigger_config',
    why: 'on a worker by a stranger',
    args: ['resident', NO_TRIGGERS],
    how: onWorker('stranger'),
    error: (world) =>
      `Failed to update spell config resident, spell config can be updated by ${owners(world)} or peer manager; init_peer_id=${world.stranger.peerId}`,
  },
  {
    fn: 'spell.update_trigger_config',
    args: ['nothing', NO_TRIGGERS],
    how: byHost,
    error: 'Error: Spell nothing not found (function set_trigger_config)',
  },
  {
    fn: 'spell.update_trigger_config',
    args: ['greeter', withClock(1, 0, 3_153_600_001)],
    how: byHost,
    error: TOO_LONG,
  },
  {
    fn: 'spell.update',
    why: 'the state stays, the version counts up',
    args: ['greeter', ['(seq (null) (null))'], [{ more: 1 }], [every(60, 4_000_000_000)]],
    how: byHost,
    result: {
      check(_, { spells }) {
        const spell = spells.get(HOST_SCOPE, 'greeter');
        expect(spell).toMatchObject({
          script: '(seq (null) (null))',
          version: 2,
          triggerConfig: every(60, 4_000_000_000),
        });
        expect([spell?.value('greeting'), spell?.value('more')]).toEqual(['"hello"', '1']);
      },
    },
  },
  {
    fn: 'spell.update',
    args: ['resident', [], [], [NO_TRIGGERS]],
    how: onWorker('creator'),
    result: '',
  },
  {
    fn: 'spell.update',
    args: ['greeter'],
    error: ({ keyPair, stranger }) =>
      `Failed to update spell greeter, spell can be updated by worker itself ${keyPair.peerId} or peer manager; init_peer_id=${stranger.peerId}`,
  },
  {
    fn: 'spell.update',
    args: ['resident'],
    how: onWorker('stranger'),
    error: (world) =>
      `Failed to update spell resident, spell can be updated by ${owners(world)} or peer manager; init_peer_id=${world.stranger.peerId}`,
  },
  {
    fn: 'spell.update',
    args: ['nothing'],
    how: byHost,
    error: 'Error: Spell nothing not found (function set_script)',
  },
  {
    fn: 'spell.update',
    why: 'all of it or nothing',
    args: ['greeter', ['(null)'], [{ ['k'.repeat(2000)]: 1 }]],
    how: byHost,
    error: /^Cannot write/,
  },
];

const removals: readonly ConformanceCase[] = [
  { fn: 'spell.remove', why: 'by the host', args: aSpell, how: byHost, result: '' },
  { fn: 'spell.remove', why: 'by the management', args: aSpell, how: byManagement, result: '' },
  ...(['creator', 'worker', 'management'] as const).map(
    (who): ConformanceCase => ({
      fn: 'spell.remove',
      why: `on a worker by ${who}`,
      args: aResident,
      how: onWorker(who),
      result: '',
    }),
  ),
  {
    fn: 'spell.remove',
    args: ['greeter'],
    error: ({ keyPair }) => `Failed to remove spell greeter, worker itself ${keyPair.peerId} or peer manager`,
  },
  {
    fn: 'spell.remove',
    why: 'on a worker by a stranger',
    args: ['resident'],
    how: onWorker('stranger'),
    error: (world) =>
      `Failed to remove spell resident, spell can be removed by ${owners(world)} or peer manager`,
  },
  {
    fn: 'spell.remove',
    args: ['nothing'],
    how: byHost,
    error: "Error: Service with id 'nothing' not found on Host",
  },
];

const looks: readonly ConformanceCase[] = [
  {
    fn: 'spell.list',
    result: { check: (ids, { spells }) => expect(ids).toEqual(spells.list(HOST_SCOPE)) },
  },
  {
    fn: 'spell.list',
    why: 'of the scope it runs on',
    how: onWorker('stranger'),
    result: {
      check(ids, { residentId, spellId }) {
        expect(ids).toContain(residentId);
        expect(ids).not.toContain(spellId);
      },
    },
  },
  {
    fn: 'spell.info',
    args: ['resident'],
    how: onWorker('stranger'),
    result: {
      check: (info, { residentId }) =>
        expect(info).toEqual({
          id: residentId,
          version: expect.any(Number),
          script_cid: 'bafkreibiotlyad7mvyqiit3ie2ljecziknctzuzmi7qtmktxmib5aiu3cq',
          trigger_config: NO_TRIGGERS,
          next_run_sec: [],
          is_running: false,
        }),
    },
  },
  { fn: 'spell.info', args: ['nothing'], error: 'Error: Spell nothing not found (function info)' },
];

export const cases: readonly ConformanceCase[] = [...install, ...triggers, ...changes, ...removals, ...looks];
