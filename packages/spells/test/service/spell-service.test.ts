import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { HOST_SCOPE } from '@noctiluca/host';
import type { JsonValue } from '@noctiluca/marine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ERROR_TEXT_MAX_LENGTH,
  ERRORS_PER_PARTICLE_MAX,
  KEY_MAX_BYTES,
  LIST_MAX_LENGTH,
  LOG_MAX_LENGTH,
  MESSAGE_MAX_BYTES,
  SCRIPT_MAX_BYTES,
  VALUE_MAX_BYTES,
} from '../../src/constants.js';
import { NO_TRIGGERS } from '../../src/index.js';
import { type CallOptions, every, SCRIPT, startTestPeer, type TestPeer } from '../utils/test-peer.js';

let peer: TestPeer;
beforeAll(async () => {
  peer = await startTestPeer();
});
afterAll(() => peer.destroy());

const OK = { success: true, error: '' };
const fails = (error: string) => ({ success: false, error });

/** A spell on a worker, and everybody who may call it. */
async function onWorker(dealId: string) {
  const worker = await peer.newWorker(dealId);
  const { scope } = worker;
  const spellId = await peer.spells.install({ scope, script: SCRIPT, data: {}, triggerConfig: NO_TRIGGERS });
  const others = await peer.spells.install({ scope, script: SCRIPT, data: {}, triggerConfig: NO_TRIGGERS });
  const ask = (fn: string, args: readonly JsonValue[], how: CallOptions) =>
    peer.result(spellId, fn, args, { scope, ...how });
  return {
    spellId,
    ask,
    bySpell: peer.asSpell(spellId, worker.keyPair),
    byOtherSpell: peer.asSpell(others, worker.keyPair),
    byWorker: { by: worker.keyPair },
    byHost: { by: peer.keyPair },
    byStranger: {},
    byForger: peer.asSpell(spellId, peer.stranger),
  } as const;
}

describe('the interface', () => {
  const file = createRequire(import.meta.url).resolve('@fluencelabs/spell/spell_service.aqua');
  const aqua = readFileSync(path.resolve(file), 'utf8');

  it("has the functions and records of upstream's Aqua declaration, and no others", async () => {
    const spellId = await peer.install();
    const actual = await peer.result('srv', 'get_interface', [spellId]);
    const { function_signatures: functions, record_types: records } = actual as unknown as Interface;
    const [, service = ''] = aqua.split('service Spell:');
    expect(functions.map(signature).join('\n')).toBe(
      service
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
        .join('\n'),
    );
    const declared = [...aqua.matchAll(/^data (\w+):\n((?: {2}\w+: .*\n)+)/gm)].map(([, name, body]) => [
      name,
      body!
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    ]);
    const described = records.map(({ name, fields }) => [
      name,
      fields.map(({ name, ty }) => `${name}: ${ty}`),
    ]);
    expect(Object.fromEntries(described)).toEqual(Object.fromEntries(declared));
    expect(declared).toHaveLength(21);
  });

  it('names its blueprint `spell`', async () => {
    const spellId = await peer.install();
    expect(await peer.result('srv', 'info', [spellId])).toMatchObject({
      id: spellId,
      service_type: 'spell',
      // CID of {"dependencies":[],"name":"spell"}
      blueprint_id: 'bafkreih6tkdnnttvqj7zvuzhyjfw7ewvj4jcy2irgpi7tzreg3dlboxira',
      owner_id: peer.keyPair.peerId,
    });
  });
});

describe('who may write a key', () => {
  const text = (key: string, role: string) =>
    role === ''
      ? `writing to the \`${key}\` is forbidden for any outside caller`
      : `writing to the \`${key}\` is forbidden for the callers with the role ${role}`;

  it.each([
    { caller: 'bySpell', allowed: ['mine', 'h_a', 'w_a', 'hw_a', 'wh_a'], denied: [], role: 'Spell' },
    { caller: 'byHost', allowed: ['h_a', 'hw_a'], denied: ['mine', 'w_a', 'hword_a', 'h'], role: 'Host' },
    { caller: 'byWorker', allowed: ['w_a', 'hw_a'], denied: ['mine', 'h_a', 'worker_a'], role: 'Worker' },
    { caller: 'byOtherSpell', allowed: ['w_a', 'hw_a'], denied: ['mine', 'h_a'], role: 'Worker' },
    { caller: 'byStranger', allowed: [], denied: ['mine', 'h_a', 'w_a', 'hw_a'], role: '' },
    { caller: 'byForger', allowed: [], denied: ['mine', 'hw_a'], role: '' },
  ] as const)('$caller: $allowed, not $denied', async ({ caller, allowed, denied, role }) => {
    const world = await onWorker(`writes-${caller}`);
    for (const key of allowed) {
      expect(await world.ask('set_string', [key, 'x'], world[caller])).toEqual(OK);
      expect(await world.ask('list_push_string', [key, 'y'], world[caller])).toEqual(OK);
      expect(await world.ask('set_json_fields', [JSON.stringify({ [key]: 1 })], world[caller])).toEqual(OK);
      expect(await world.ask('remove_key', [key], world[caller])).toEqual(OK);
    }
    for (const key of denied) {
      const refused = fails(text(key, role));
      const absent = { value: '', ...refused, absent: false };
      expect(await world.ask('set_string', [key, 'x'], world[caller])).toEqual(refused);
      expect(await world.ask('set_u32', [key, 1], world[caller])).toEqual(refused);
      expect(await world.ask('remove_key', [key], world[caller])).toEqual(refused);
      expect(await world.ask('list_push_string', [key, 'x'], world[caller])).toEqual(refused);
      expect(await world.ask('list_remove_string', [key, 'x'], world[caller])).toEqual(refused);
      expect(await world.ask('list_pop_string', [key], world[caller])).toEqual(absent);
      expect(await world.ask('set_json_fields', [JSON.stringify({ [key]: 1 })], world[caller])).toEqual(
        refused,
      );
    }
  });

  it('on the host a spell of its own is the spell, any other particle of the host is the host', async () => {
    const spellId = await peer.install();
    const asSpell = peer.asSpell(spellId);
    expect(await peer.result(spellId, 'set_string', ['any', 'x'], asSpell)).toEqual(OK);
    const byHost = { by: peer.keyPair };
    expect(await peer.result(spellId, 'set_string', ['any', 'x'], byHost)).toEqual(
      fails(text('any', 'Host')),
    );
    expect(await peer.result(spellId, 'set_string', ['h_any', 'x'], byHost)).toEqual(OK);
  });

  it('a whole object is written or nothing of it', async () => {
    const world = await onWorker('all-or-nothing');
    const fields = JSON.stringify({ w_mine: 1, h_theirs: 2 });
    expect(await world.ask('set_json_fields', [fields], world.byWorker)).toEqual(
      fails(text('h_theirs', 'Worker')),
    );
    expect(await world.ask('exists', ['w_mine'], {})).toEqual({ value: false, ...OK });
  });
});

describe('keys and values', () => {
  it('keeps strings, numbers and lists of one name apart as upstream does', async () => {
    const { ask, bySpell } = await onWorker('values');
    const absent = { ...OK, absent: true };
    expect(await ask('get_string', ['k'], {})).toEqual({ value: '', ...absent });
    expect(await ask('get_u32', ['k'], {})).toEqual({ value: 0, ...absent });
    await ask('set_string', ['k', ''], bySpell);
    expect(await ask('get_string', ['k'], {})).toEqual({ value: '', ...OK, absent: false });
    await ask('list_push_string', ['k', 'item'], bySpell);
    await ask('set_u32', ['k', 4_294_967_295], bySpell);
    expect(await ask('get_u32', ['k'], {})).toEqual({ value: 4_294_967_295, ...OK, absent: false });
    expect(await ask('get_string', ['k'], {})).toEqual({ value: '', ...absent });
    expect(await ask('list_get_strings', ['k'], {})).toEqual({ value: ['item'], ...OK });
    expect(await ask('exists', ['k'], {})).toEqual({ value: true, ...OK });
    await ask('remove_key', ['k'], bySpell);
    expect(await ask('exists', ['k'], {})).toEqual({ value: false, ...OK });
    expect(await ask('list_get_strings', ['k'], {})).toEqual({ value: [], ...OK });
  });

  it('takes the last of a list, and removes by value', async () => {
    const { ask, bySpell } = await onWorker('lists');
    for (const item of ['a', 'b', 'a', 'c', 'd']) await ask('list_push_string', ['l', item], bySpell);
    expect(await ask('list_pop_string', ['l'], bySpell)).toEqual({ value: 'd', ...OK, absent: false });
    expect(await ask('list_remove_string', ['l', 'c'], bySpell)).toEqual(OK);
    expect(await ask('list_remove_string', ['l', 'a'], bySpell)).toEqual(OK);
    expect(await ask('list_get_strings', ['l'], {})).toEqual({ value: ['b'], ...OK });
    await ask('list_push_string', ['l', 'e'], bySpell);
    expect(await ask('list_pop_string', ['l'], bySpell)).toMatchObject({ value: 'e' });
    expect(await ask('list_pop_string', ['l'], bySpell)).toMatchObject({ value: 'b' });
    expect(await ask('list_pop_string', ['l'], bySpell)).toEqual({ value: '', ...OK, absent: true });
    expect(await ask('exists', ['l'], {})).toEqual({ value: false, ...OK });
  });

  it('keeps lists apart whose names begin alike', async () => {
    const { ask, bySpell } = await onWorker('alike');
    for (const key of ['a', 'a/', 'a/1', '']) await ask('list_push_string', [key, `in ${key}`], bySpell);
    for (const key of ['a', 'a/', 'a/1', '']) {
      expect(await ask('list_get_strings', [key], {})).toEqual({ value: [`in ${key}`], ...OK });
    }
  });

  it('takes the fields of an object as the JSON texts of their values', async () => {
    const { ask, bySpell } = await onWorker('fields');
    const json = '{"a":1,"b":{"foo":"bar"},"c":"text","d":[],"e":1.0}';
    expect(await ask('set_json_fields', [json], bySpell)).toEqual(OK);
    for (const [key, value] of Object.entries({
      a: '1',
      b: '{"foo":"bar"}',
      c: '"text"',
      d: '[]',
      e: '1.0',
    })) {
      expect(await ask('get_string', [key], {})).toMatchObject({ value });
    }
    for (const wrong of ['[1]', '1']) {
      expect(await ask('set_json_fields', [wrong], bySpell)).toEqual(
        fails('passed string must represent a JSON object'),
      );
    }
    expect(await ask('set_json_fields', ['{'], bySpell)).toMatchObject({ success: false });
  });
});

describe('script and triggers', () => {
  it('the owner sets them, everybody reads them', async () => {
    const world = await onWorker('script');
    expect(await world.ask('get_script', [], {})).toEqual({ value: SCRIPT, ...OK });
    // Published by upstream's test of `script_cid`.
    expect(await world.ask('script_cid', [], {})).toEqual({
      value: 'bafkreibiotlyad7mvyqiit3ie2ljecziknctzuzmi7qtmktxmib5aiu3cq',
      ...OK,
    });
    for (const caller of ['byStranger', 'byForger', 'byHost'] as const) {
      expect(await world.ask('set_script', ['(seq (null) (null))'], world[caller])).toEqual(
        fails('Only owner of the service can set the script'),
      );
      expect(await world.ask('set_trigger_config', [NO_TRIGGERS], world[caller])).toEqual(
        fails('SetTriggerConfigForbidden'),
      );
    }
    for (const caller of ['bySpell', 'byWorker', 'byOtherSpell'] as const) {
      expect(await world.ask('set_script', [`(seq (null) (null)) ; ${caller}`], world[caller])).toEqual(OK);
    }
    expect(await world.ask('get_script', [], {})).toMatchObject({
      value: '(seq (null) (null)) ; byOtherSpell',
    });
  });

  it('a config that a script sets is in force at once', async () => {
    const spellId = await peer.install();
    const asSpell = peer.asSpell(spellId);
    const config = every(60, 4_000_000_000);
    expect(await peer.result(spellId, 'set_trigger_config', [config], asSpell)).toEqual(OK);
    expect(await peer.result(spellId, 'get_trigger_config', [])).toEqual({ config, ...OK });
    expect(peer.spells.get(HOST_SCOPE, spellId)?.nextRunMs).toBe(4_000_000_000_000);
    expect(await peer.result(spellId, 'set_trigger_config', [every(4_000_000_000)], asSpell)).toEqual(
      fails('invalid config: period is too big. Max period is 100 years (or approx 3153600000 seconds)'),
    );
    expect(await peer.result(spellId, 'get_trigger_config', [])).toMatchObject({ config });
  });
});

describe('errors, log and mailbox', () => {
  const error = (n: number) => ({ error_code: n, instruction: '(null)', message: 'oh my', peer_id: 'p' });

  it('only the spell writes errors and its log, and takes messages', async () => {
    const world = await onWorker('records');
    for (const caller of ['byWorker', 'byOtherSpell', 'byHost', 'byStranger', 'byForger'] as const) {
      expect(await world.ask('store_error', [error(1), 0, 1], world[caller])).toEqual(
        fails('store_error can be called only by the associated spell script'),
      );
      expect(await world.ask('store_log', ['x'], world[caller])).toEqual(
        fails('store_log can be called only by the associated spell script'),
      );
      expect(await world.ask('pop_mailbox', [], world[caller])).toEqual({
        message: [],
        absent: false,
        ...fails('pop_mailbox can be called only by the associated spell script'),
      });
    }
    expect(await world.ask('store_log', ['x'], world.bySpell)).toEqual(OK);
    const timestamp = Math.floor(peer.clock.nowMs() / 1000);
    expect(await world.ask('get_logs', [], {})).toEqual({ logs: [{ timestamp, message: 'x' }], ...OK });
  });

  it('lists errors by particle', async () => {
    const world = await onWorker('errors');
    const { id } = world.bySpell.particle!;
    expect(await world.ask('store_error', [error(1), 0, 5], world.bySpell)).toEqual(OK);
    expect(await world.ask('store_error', [error(2), 7, 5], world.bySpell)).toEqual(OK);
    const errors = [
      { last_error: error(1), error_idx: 0 },
      { last_error: error(2), error_idx: 7 },
    ];
    expect(await world.ask('get_errors', [id], {})).toEqual(errors);
    expect(await world.ask('get_errors', ['another'], {})).toEqual([]);
    expect(await world.ask('get_all_errors', [], {})).toEqual({
      particle_errors: [{ particle_id: id, errors }],
      ...OK,
    });
  });

  it('anyone leaves a message, the newest comes first', async () => {
    const world = await onWorker('mailbox');
    expect(await world.ask('push_mailbox', ['one'], world.byStranger)).toEqual(OK);
    expect(await world.ask('push_mailbox', ['two'], world.byHost)).toEqual(OK);
    const timestamp = Math.floor(peer.clock.nowMs() / 1000);
    const one = { init_peer_id: peer.stranger.peerId, timestamp, message: 'one' };
    const two = { init_peer_id: peer.keyPair.peerId, timestamp, message: 'two' };
    expect(await world.ask('get_mailbox', [], {})).toEqual({ messages: [two, one], ...OK });
    expect(await world.ask('pop_mailbox', [], world.bySpell)).toEqual({
      message: [two],
      absent: false,
      ...OK,
    });
    expect(await world.ask('pop_mailbox', [], world.bySpell)).toEqual({
      message: [one],
      absent: false,
      ...OK,
    });
    expect(await world.ask('pop_mailbox', [], world.bySpell)).toEqual({ message: [], absent: true, ...OK });
  });
});

describe('bounds', () => {
  it('spec/nox.md §9.2 no. 36: keeps the last 50 messages, 500 lines and errors of 50 particles, also across restarts', async () => {
    let own = await startTestPeer();
    const spellId = await own.install();
    const write = async (from: number, to: number) => {
      for (let n = from; n < to; n++) {
        const particle = own.particleBy(own.keyPair, `spell_${spellId}_${n}`);
        await Promise.all([
          own.result(spellId, 'store_log', [`line ${n}`], { particle }),
          own.result(spellId, 'push_mailbox', [`message ${n}`], { particle }),
          own.result(spellId, 'store_error', [error(n), 0, n], { particle }),
        ]);
      }
    };
    const error = (n: number) => ({ error_code: n, instruction: '', message: '', peer_id: '' });
    await write(0, 30);
    own = await own.restart();
    await write(30, 520);
    own = await own.restart();
    await write(520, 530);
    const logs = (await own.result(spellId, 'get_logs', [])) as { logs: { message: string }[] };
    expect(logs.logs.map(({ message }) => message)).toEqual(
      Array.from({ length: 500 }, (_, i) => `line ${30 + i}`),
    );
    const mail = (await own.result(spellId, 'get_mailbox', [])) as { messages: { message: string }[] };
    expect(mail.messages.map(({ message }) => message)).toEqual(
      Array.from({ length: 50 }, (_, i) => `message ${529 - i}`),
    );
    const all = (await own.result(spellId, 'get_all_errors', [])) as {
      particle_errors: { particle_id: string }[];
    };
    expect(all.particle_errors.map(({ particle_id }) => particle_id)).toEqual(
      Array.from({ length: 50 }, (_, i) => `spell_${spellId}_${480 + i}`),
    );
    await own.destroy();
  });

  it.each([
    { what: 'a key', call: 'set_string', args: ['k'.repeat(KEY_MAX_BYTES + 1), ''] },
    { what: 'a value', call: 'set_string', args: ['k', 'v'.repeat(VALUE_MAX_BYTES + 1)] },
    { what: 'a string of a list', call: 'list_push_string', args: ['k', 'v'.repeat(VALUE_MAX_BYTES + 1)] },
    { what: 'a message', call: 'push_mailbox', args: ['m'.repeat(MESSAGE_MAX_BYTES + 1)] },
    { what: 'a script', call: 'set_script', args: ['s'.repeat(SCRIPT_MAX_BYTES + 1)] },
  ])('refuses $what that is too long', async ({ call, args }) => {
    const spellId = await peer.install();
    const result = await peer.result(spellId, call, args, peer.asSpell(spellId));
    expect(result).toMatchObject({
      success: false,
      error: expect.stringMatching(/longer than|more than|does not fit/),
    });
  });

  it('keeps so many errors of one particle, the first ones, with texts that are cut', async () => {
    const spellId = await peer.install();
    const asSpell = peer.asSpell(spellId);
    const { id } = asSpell.particle!;
    const message = 'm'.repeat(ERROR_TEXT_MAX_LENGTH + 1);
    const error = (n: number) => ({ error_code: n, instruction: '', message, peer_id: '' });
    for (let n = 0; n <= ERRORS_PER_PARTICLE_MAX; n++) {
      expect(await peer.result(spellId, 'store_error', [error(n), n, n], asSpell)).toEqual(OK);
    }
    const kept = (await peer.result(spellId, 'get_errors', [id])) as unknown as {
      last_error: { message: string };
      error_idx: number;
    }[];
    expect(kept.map(({ error_idx }) => error_idx)).toEqual([...Array(ERRORS_PER_PARTICLE_MAX).keys()]);
    expect(kept[0]?.last_error.message).toHaveLength(ERROR_TEXT_MAX_LENGTH);
  });

  it('cuts a line of its log that is too long, and shows it', async () => {
    const spellId = await peer.install();
    const asSpell = peer.asSpell(spellId);
    await peer.result(spellId, 'store_log', ['x'.repeat(LOG_MAX_LENGTH)], asSpell);
    await peer.result(spellId, 'store_log', ['x'.repeat(LOG_MAX_LENGTH + 1)], asSpell);
    const { logs } = (await peer.result(spellId, 'get_logs', [])) as { logs: { message: string }[] };
    const line = 'x'.repeat(LOG_MAX_LENGTH);
    expect(logs.map(({ message }) => message)).toEqual([line, `${line}…`]);
  });

  it('refuses more strings in a list than it may have, and keeps those it has', async () => {
    const spellId = await peer.install();
    const asSpell = peer.asSpell(spellId);
    const push = () => peer.result(spellId, 'list_push_string', ['l', 'x'], asSpell);
    await Promise.all(Array.from({ length: LIST_MAX_LENGTH }, push));
    expect(await push()).toEqual(
      fails(`Cannot push to 'l': it has ${LIST_MAX_LENGTH} strings, as many as it may`),
    );
    const { value } = (await peer.result(spellId, 'list_get_strings', ['l'])) as { value: string[] };
    expect(value).toHaveLength(LIST_MAX_LENGTH);
  });
});

describe('arguments', () => {
  it.each([
    { fn: 'set_u32', args: ['k', -1], error: /invalid value: integer `-1`, expected u32/ },
    { fn: 'set_u32', args: ['k', '1'], error: /invalid type: string/ },
    { fn: 'set_string', args: ['k'], error: 'Error: function requires 2 arguments, 1 provided' },
    {
      fn: 'store_error',
      args: [{ error_code: 1 }, 0, 0],
      error: 'Error: missing argument with name instruction',
    },
    { fn: 'nothing', args: [], error: 'Error: function with name `nothing` is missing' },
  ])('$fn($args) fails as a Marine module does', async ({ fn, args, error }) => {
    const spellId = await peer.install();
    const text = await peer.error(spellId, fn, args as JsonValue[]);
    if (typeof error === 'string') expect(text).toBe(error);
    else expect(text).toMatch(error);
  });
});

describe('a removed spell', () => {
  it('leaves nothing in the store', async () => {
    const own = await startTestPeer();
    const before = [...entriesOf(own)];
    const spellId = await own.install(every(60), 'greeter');
    const asSpell = own.asSpell(spellId);
    await own.result(spellId, 'set_string', ['a', 'x'], asSpell);
    await own.result(spellId, 'list_push_string', ['a', 'x'], asSpell);
    await own.result(spellId, 'store_log', ['x'], asSpell);
    await own.result(spellId, 'push_mailbox', ['x'], asSpell);
    const error = { error_code: 1, instruction: '', message: '', peer_id: '' };
    await own.result(spellId, 'store_error', [error, 0, 0], asSpell);
    await own.spells.remove(HOST_SCOPE, 'greeter');
    expect([...entriesOf(own)]).toEqual(before);
    expect((await own.call(spellId, 'get_logs', [])).kind).toBe('not-defined');
    await own.destroy();
  });
});

const TABLES = [
  'services',
  'aliases',
  'spells',
  'spell-scripts',
  'spell-schedules',
  'spell-values',
  'spell-lists',
  'spell-list-items',
  'spell-usage',
  'spell-logs',
  'spell-logs-ranges',
  'spell-mailbox',
  'spell-mailbox-ranges',
  'spell-errors',
];

function* entriesOf({ store }: TestPeer) {
  for (const table of TABLES) for (const [key] of store.table(table).entries()) yield `${table}: ${key}`;
}

interface Interface {
  function_signatures: { name: string; arguments: [string, string][]; output_types: string[] }[];
  record_types: { name: string; fields: { name: string; ty: string }[] }[];
}

const signature = ({ name, arguments: args, output_types }: Interface['function_signatures'][0]) =>
  `${name}(${args.map(([name, type]) => `${name}: ${type}`).join(', ')}) -> ${output_types[0]}`;
