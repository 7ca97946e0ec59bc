import type { Particle } from '@noctiluca/particle';
import { afterEach, describe, expect, it } from 'vitest';
import { answer, call, echo, seq } from '../utils/air.js';
import { connectClient, type TestClient } from '../utils/client.js';
import { metric, traceOf } from '../utils/observe.js';
import { type RestartablePeer, startPeer } from '../utils/peer.js';

const HOUR_MS = 3_600_000;
const MIB = 1024 * 1024;

let peer: RestartablePeer;
const clients: TestClient[] = [];

/** A peer with an attacker and honest clients. */
async function begin(noctiluca: Record<string, unknown>, honestCount = 3) {
  peer = await startPeer({ noctiluca: { log_level: 'silent', max_particle_ttl: '1h', ...noctiluca } });
  const [attacker, ...honest] = await Promise.all(
    Array.from({ length: honestCount + 1 }, () => connectClient(peer)),
  );
  clients.push(attacker!, ...honest);
  return { attacker: attacker!, honest };
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.stop()));
  await peer.dispose();
});

/** Each of them is answered. */
async function expectServed(honest: readonly TestClient[], text: string): Promise<void> {
  const answers = honest.map((client) => client.execute(echo(peer.peerId, client.peerId, text)));
  expect(await Promise.all(answers)).toEqual(honest.map(() => [text]));
}

const on = (service: string, fn: string, args: readonly string[], out?: string) =>
  call(peer.peerId, service, fn, args, out);

/** Sends particles one after the other, each when the one before was taken. */
async function send(client: TestClient, particles: readonly Particle[]): Promise<void> {
  for (const particle of particles) expect((await client.send(particle)).status).toBe('ok');
}

describe('the time of the AVM', () => {
  it('20 endless scripts of one key do not take it from others', async () => {
    const { attacker, honest } = await begin({ avm_deadline: '3s' });
    const folds = Array.from({ length: 8 }, (_, i) => i).reduce(
      (body, i) => `(fold xs i${i} (seq ${body} (next i${i})))`,
      '(null)',
    );
    const endless = seq(on('op', 'array', Array(10).fill('1'), 'xs'), folds);
    await send(
      attacker,
      Array.from({ length: 20 }, () => attacker.particle(endless, { ttl: HOUR_MS })),
    );
    for (let i = 0; i < 10; i++) await expectServed(honest, `${i}`);
    // It goes on: they did not wait for its end.
    expect(await metric(peer, 'aqua_vm_pool_deadlines_total')).toBeLessThan(20);
  });
});

describe('memory', () => {
  it('arguments of calls that never end are bounded, and those of whoever has most give way', async () => {
    const { attacker, honest } = await begin({ shares: { max_memory: '24 MiB' } });
    const kilobyte = JSON.stringify('x'.repeat(1_000));
    const script = seq(
      on('op', 'concat_strings', Array(10).fill(kilobyte), 'a'),
      on('op', 'concat_strings', Array(10).fill('a'), 'b'),
      on('op', 'concat_strings', Array(10).fill('b'), 'c'),
      `(par ${on('peer', 'timeout', ['3000000', 'c'])} ${on('peer', 'timeout', ['3000000', 'c'])})`,
    );
    for (let i = 0; i < 20; i++) {
      await send(attacker, [attacker.particle(script, { ttl: HOUR_MS })]);
      await expectServed(honest.slice(0, 1), `${i}`);
      expect(await metric(peer, 'particle_executor_data_bytes')).toBeLessThan(2 * 24 * MIB);
    }
    await expectServed(honest, 'after');
    expect(await metric(peer, 'particle_dropped_total', { reason: 'memory-full' })).toBe(0);
  });

  it('large scripts that live long do not keep others out; larger ones than any are not taken', async () => {
    const { attacker, honest } = await begin({ shares: { max_memory: '24 MiB' } });
    const padded = (bytes: number) => attacker.particle(`(null)${' '.repeat(bytes)}`, { ttl: HOUR_MS });
    const tooLarge = padded(17 * MIB);
    await send(attacker, [tooLarge, ...Array.from({ length: 30 }, () => padded(MIB))]);
    for (let i = 0; i < 3; i++) await expectServed(honest, `${i}`);
    expect(await metric(peer, 'particle_executor_data_bytes')).toBeLessThan(24 * MIB);
    expect(await traceOf(peer, tooLarge.id)).toContainEqual(
      expect.objectContaining({ kind: 'dropped', stage: 'dispatcher', reason: 'too-large' }),
    );
  });
});

describe('the table of actors', () => {
  it('is open to others when one key has filled it with particles that live long', async () => {
    const { attacker, honest } = await begin({ shares: { max_actors: 64 } });
    await send(
      attacker,
      Array.from({ length: 200 }, () => attacker.particle('(null)', { ttl: HOUR_MS })),
    );
    for (let i = 0; i < 5; i++) await expectServed(honest, `${i}`);
    expect(await metric(peer, 'particle_executor_alive_actors')).toBeLessThanOrEqual(64);
    expect(await metric(peer, 'particle_executor_tombstones')).toBeGreaterThan(100);
    expect(await metric(peer, 'particle_dropped_total', { reason: 'too-many-actors' })).toBe(0);
  });

  it('has ended particles remembered: what gave way is not run again', async () => {
    const { attacker } = await begin({ shares: { max_actors: 16 } }, 0);
    const first = attacker.particle('(null)', { ttl: HOUR_MS });
    const others = Array.from({ length: 40 }, () => attacker.particle('(null)', { ttl: HOUR_MS }));
    await send(attacker, [first, ...others, first]);
    await expectServed([attacker], 'now');
    const kinds = (await traceOf(peer, first.id)).map((entry) =>
      entry.kind === 'dropped' ? entry.reason : entry.kind,
    );
    expect(kinds.filter((kind) => kind === 'interpreted')).toHaveLength(1);
    expect(kinds).toEqual(expect.arrayContaining(['gave-way', 'actor-ended']));
  });
});

describe('data that grows with each step of a script', () => {
  /** Each step makes ten of the step before, in a script of two or three kilobytes. */
  const growing = (service: string, fn: string, seed: readonly string[]) => {
    const steps = Array.from({ length: 8 }, (_, i) => on(service, fn, Array(10).fill(`s${i}`), `s${i + 1}`));
    return seq(on(service, fn, seed, 's0'), ...steps);
  };

  it.each([
    { fn: 'concat_strings', seed: Array(100).fill('"xxxxxxxxxx"') },
    { fn: 'concat', seed: Array(10).fill('[]') },
    { fn: 'array', seed: ['"x"'] },
  ])('with op.$fn ends in an error that the script can catch, and in little memory', async ({ fn, seed }) => {
    const { attacker, honest } = await begin({}, 1);
    const before = process.memoryUsage.rss();
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 20);
    const first = fn === 'concat' ? on('op', 'array', ['"x"', '"y"'], 'start') : '(null)';
    const grow = growing('op', fn, fn === 'concat' ? Array(10).fill('start') : seed);
    const script = seq(first, `(xor ${grow} ${answer(attacker.peerId, ':error:.$.message')})`);
    const [message] = await attacker.execute(script);
    clearInterval(timer);
    expect(message).toMatch(/the arguments of op\.\w+ (are \d+ bytes|have more than 1100000 values)/);
    expect(most - before).toBeLessThan(600 * MIB);
    await expectServed(honest, 'after');
  });
});
