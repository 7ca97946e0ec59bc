import path from 'node:path';
import { HOST_SCOPE, type PeerScope } from '@noctiluca/host';
import { checkConfig, createLogger, createNode, type Node, resolveConfig } from '@noctiluca/node';
import { generateKeyPair } from '@noctiluca/particle';
import { NO_TRIGGERS, type TriggerConfig } from '@noctiluca/spells';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, seq } from '../utils/air.js';
import { connectClient } from '../utils/client.js';
import { metric } from '../utils/observe.js';
import { tempDir } from '../utils/temp-dir.js';

const every = (periodSec: number): TriggerConfig => ({
  ...NO_TRIGGERS,
  clock: { start_sec: 1, end_sec: 0, period_sec: periodSec },
});

/** On the peer of the spell. */
const own = (service: string, fn: string, args: readonly string[], result = '') =>
  `(call %init_peer_id% (${service === 'id' ? 'id' : `"${service}"`} "${fn}") [${args.join(' ')}] ${result})`;

/** Logs its number, what triggered it and the time. */
const SCRIPT = seq(
  own('getDataSrv', 'spell_id', [], 'id'),
  own('getDataSrv', 'hw_counter', [], 'counter'),
  own('getDataSrv', 'hw_trigger', [], 'trigger'),
  own('getDataSrv', 'greeting', [], 'greeting'),
  own('peer', 'timestamp_sec', [], 'now'),
  own('debug', 'stringify', ['greeting', 'counter', 'trigger', 'now'], 'line'),
  own('id', 'store_log', ['line'], 'stored'),
);

let folder: Awaited<ReturnType<typeof tempDir>>;
let node: Node;
const keyPair = generateKeyPair();

async function start() {
  const { settings } = checkConfig({
    listen_ip: '127.0.0.1',
    tcp_port: 0,
    websocket_port: 0,
    http_port: 0,
    allow_local_addresses: true,
    base_dir: folder.path,
    dev_mode: { enable: true },
    system_services: { enable: 'none' },
    noctiluca: { virtual_clock: true },
  });
  const config = await resolveConfig(settings, { name: 'peer', keyPair });
  const logger = createLogger({ level: 'info', name: 'peer', file: path.join(folder.path, 'nox.log') });
  node = createNode(config, { logger });
  await node.start();
  // Spells are scheduled when the system services are there.
  await node.parts.systemServices.settled();
}

beforeAll(async () => {
  folder = await tempDir('spells');
  await start();
});
afterAll(async () => {
  await node.stop();
  await folder.remove();
});

const install = (
  triggerConfig: TriggerConfig,
  { script = SCRIPT, scope = HOST_SCOPE as PeerScope } = {},
): Promise<string> =>
  node.parts.spells.install({ scope, script, data: { greeting: 'hello' }, triggerConfig });

/** Calls a spell on behalf of nobody in particular. */
async function ask<T>(
  spellId: string,
  functionName: string,
  args: string[] = [],
  scope: PeerScope = HOST_SCOPE,
) {
  const call = { functionName, args, initPeerId: 'nobody' };
  return JSON.parse(await node.parts.host.services.calls.callAsHost(scope, spellId, call)) as T;
}

type Line = [greeting: string, counter: number, trigger: { timer: { timestamp: number }[] }, now: number];

async function logOf(spellId: string, scope?: PeerScope): Promise<Line[]> {
  const { logs } = await ask<{ logs: { message: string }[] }>(spellId, 'get_logs', [], scope);
  return logs.map(({ message }) => JSON.parse(message) as Line);
}

async function advance(seconds: number) {
  const response = await fetch(`${node.httpUrl}/api/clock/advance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ seconds }),
  });
  return { status: response.status, body: (await response.json()) as { nowMs: number } };
}

const ofAquamarine = () => node.describe().children?.find(({ name }) => name === 'aquamarine')?.details;

describe('a spell with a period of one second', () => {
  it('runs 60 times in a virtual minute, each time with its number, trigger and time', async () => {
    const spellId = await install(every(1));
    const { body: before } = await advance(0.001);
    const first = await logOf(spellId);
    const { status, body } = await advance(60);
    expect(status).toBe(200);
    expect(body.nowMs - before.nowMs).toBeGreaterThanOrEqual(60_000);
    const runs = (await logOf(spellId)).slice(first.length);
    expect(runs).toHaveLength(60);
    expect(runs.map(([, counter]) => counter)).toEqual(
      Array.from({ length: 60 }, (_, i) => first.length + 1 + i),
    );
    const [[, , trigger]] = runs as [Line];
    const from = trigger.timer[0]!.timestamp;
    expect(runs.map(([greeting, , { timer }]) => [greeting, timer])).toEqual(
      runs.map((_, i) => ['hello', [{ timestamp: from + i }]]),
    );
    expect(runs.map(([, , , now]) => now)).toEqual(runs.map((_, i) => from + i));
    await node.parts.spells.remove(HOST_SCOPE, spellId);
  });

  it('leaves nothing of its particles behind', async () => {
    await expect.poll(() => ofAquamarine()).toMatchObject({ actors: 0, dataBytes: 0 });
  });

  it('goes on after a restart of the peer, and time does not go back', async () => {
    const spellId = await install(every(1));
    await advance(10);
    const before = await logOf(spellId);
    await node.stop();
    await start();
    await advance(10);
    const after = await logOf(spellId);
    expect(after.map(([, counter]) => counter)).toEqual(after.map((_, i) => i + 1));
    expect(after.length).toBeGreaterThanOrEqual(before.length + 10);
    const times = after.map(([, , , now]) => now);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    await node.parts.spells.remove(HOST_SCOPE, spellId);
  });
});

describe('a spell on a worker', () => {
  it('acts as the worker, hop from the host included', async () => {
    const workerId = await node.parts.host.workers.create({ dealId: 'a', creatorPeerId: 'somebody' });
    const scope = { kind: 'worker', workerId } as const;
    const spellId = await install(every(0), { scope });
    await advance(0.001);
    const [line] = await logOf(spellId, scope);
    expect(line?.slice(0, 2)).toEqual(['hello', 1]);
  });
});

describe('a script that fails', () => {
  it('leaves what it did not catch, and what it reported', async () => {
    const uncaught = await install(every(0), { script: own('nothing', 'there', []) });
    const script = `(xor ${own('nothing', 'there', [])} ${own('errorHandlingSrv', 'error', [':error:', '7'])})`;
    const caught = await install(every(0), { script });
    await advance(0.001);
    const errors = () => ask<object[]>(uncaught, 'get_errors', [`spell_${uncaught}_0`]);
    await expect.poll(errors).toMatchObject([
      {
        last_error: { message: expect.stringContaining("Service with id 'nothing' not found") },
        error_idx: 0,
      },
    ]);
    expect(await ask(caught, 'get_errors', [`spell_${caught}_0`])).toMatchObject([
      {
        last_error: {
          error_code: expect.any(Number),
          message: expect.stringContaining('nothing'),
          instruction: expect.stringContaining('call'),
        },
        error_idx: 7,
      },
    ]);
  });
});

describe('a spell that waits for connections', () => {
  it('runs for each peer that comes and goes', async () => {
    const config = { ...NO_TRIGGERS, connections: { connect: true, disconnect: true } };
    const spellId = await install(config);
    const client = await connectClient({
      peerId: node.peerId,
      multiaddrs: node.parts.network.listenAddresses(),
    });
    const triggers = async () => (await logOf(spellId)).map(([, , trigger]) => trigger);
    const event = (connected: boolean) => ({ timer: [], peer: [{ peer_id: client.peerId, connected }] });
    await expect.poll(() => triggers()).toEqual([event(true)]);
    await client.stop();
    await expect.poll(() => triggers()).toEqual([event(true), event(false)]);
  });
});

describe('metrics', () => {
  it('count the runs', async () => {
    const peer = { http: node.httpUrl };
    expect(await metric(peer, 'spell_particles_created_total')).toBeGreaterThan(5);
    expect(await metric(peer, 'spell_runs_total', { ended: 'quiet' })).toBeGreaterThan(5);
    expect(await metric(peer, 'spell_scheduled_now')).toBeGreaterThan(0);
  });
});

describe('a client', () => {
  it('reads what a spell keeps', async () => {
    const spellId = await install(NO_TRIGGERS);
    const client = await connectClient({
      peerId: node.peerId,
      multiaddrs: node.parts.network.listenAddresses(),
    });
    const [value, script] = await client.execute(
      seq(
        call(node.peerId, spellId, 'get_string', ['"greeting"'], 'value'),
        call(node.peerId, spellId, 'get_script', [], 'script'),
        call(client.peerId, 'client', 'answer', ['value.$.value', 'script.$.value']),
      ),
    );
    expect([value, script]).toEqual(['"hello"', SCRIPT]);
    await client.stop();
  });
});
