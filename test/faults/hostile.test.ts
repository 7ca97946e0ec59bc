import { randomBytes } from 'node:crypto';
import {
  decodePayload,
  encodeFrame,
  FrameReader,
  generateKeyPair,
  type Particle,
  ParticleError,
  type TraceEntry,
} from '@noctiluca/particle';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { call, echo, seq } from '../utils/air.js';
import { connectClient, type TestClient } from '../utils/client.js';
import { tcpOf } from '../utils/network.js';
import { logLines, metric, traceOf, wholeTrace } from '../utils/observe.js';
import { type RestartablePeer, startPeer } from '../utils/peer.js';
import { type RawPeer, startRawPeer } from '../utils/raw-peer.js';

const AVM_DEADLINE = '1500ms';
const HOUR_MS = 3_600_000;

let peer: RestartablePeer;
let client: TestClient;
let stranger: RawPeer;

beforeAll(async () => {
  // What happens to single particles is logged at `debug`.
  const noctiluca = { avm_deadline: AVM_DEADLINE, max_particle_ttl: '1h', log_level: 'debug' };
  peer = await startPeer({ noctiluca });
  client = await connectClient(peer);
  stranger = await startRawPeer(tcpOf(peer));
});
afterAll(async () => {
  await stranger.stop();
  await client.stop();
  await peer.dispose();
});

// Whatever it was: the peer goes on, for the one who did it and for everybody else.
afterEach(async () => {
  expect(await client.execute(echo(peer.peerId, client.peerId, 'next'))).toEqual(['next']);
  expect(stranger.connections).toBe(1);
});

interface Reported {
  readonly counter: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Fields of the log line and of the trace entry. */
  readonly log: Readonly<Record<string, unknown>>;
  readonly trace: Readonly<Record<string, unknown>>;
}

/** Does something bad and expects it in the counter once, in the log file, and in the trace. */
async function expectReported(
  bad: () => Promise<unknown>,
  particleId: string,
  { counter, labels, log, trace }: Reported,
): Promise<void> {
  const before = await metric(peer, counter, labels);
  const logged = (await logLines(peer.logFile)).length;
  await bad();
  await vi.waitFor(async () => expect(await metric(peer, counter, labels)).toBe(before + 1), 10_000);
  const lines = (await logLines(peer.logFile)).slice(logged);
  expect(lines).toContainEqual(expect.objectContaining(log));
  // A frame that was refused had no id yet.
  const entries: TraceEntry[] = particleId === '' ? await wholeTrace(peer) : await traceOf(peer, particleId);
  expect(entries).toContainEqual(expect.objectContaining({ particleId, ...trace }));
}

describe('a frame', () => {
  const lengthPrefix = (length: number): number[] =>
    length < 0x80 ? [length] : [(length % 0x80) + 0x80, ...lengthPrefix(Math.floor(length / 0x80))];

  /** The code with which the particle package refuses these bytes, as a label: the reason that the peer has to report. */
  function reasonOf(bytes: Uint8Array): string {
    const reader = new FrameReader();
    try {
      for (const payload of reader.push(bytes)) decodePayload(payload);
      reader.end();
    } catch (error) {
      if (error instanceof ParticleError) return error.code.toLowerCase().replaceAll('_', '-');
      throw error;
    }
    throw new Error('these bytes are a good frame');
  }

  const hostile: [title: string, reason: RegExp, bytes: () => Uint8Array][] = [
    ['of random bytes', /^wrong-prefix$/, () => Uint8Array.from([200, 1, 0xff, ...randomBytes(199)])],
    [
      'of random bytes behind the right prefix',
      /^(malformed|wrong-type)$/,
      () => Uint8Array.from([202, 1, 0x81, 0x04, 0xc1, ...randomBytes(199)]),
    ],
    [
      'with an oversized length',
      /^frame-too-large$/,
      () => Uint8Array.from([...lengthPrefix(100 * 1024 * 1024 + 1), 0, 0]),
    ],
    ['whose length never ends', /^(frame-too-large|bad-frame-length)$/, () => new Uint8Array(64).fill(0xff)],
    [
      'that ends too early',
      /^frame-truncated$/,
      () => encodeFrame(client.particle('(null)')).subarray(0, 50),
    ],
  ];

  it.each(hostile)('%s is refused', async (_title, expected, makeBytes) => {
    const bytes = makeBytes();
    const reason = reasonOf(bytes);
    expect(reason).toMatch(expected);
    await expectReported(() => stranger.write(bytes), '', {
      counter: 'connection_pool_dropped_frames_total',
      labels: { reason },
      log: { level: 40, from: stranger.peerId, reason },
      trace: { kind: 'dropped', stage: 'network', reason },
    });
  });

  it('cannot be so random that the peer fails', async () => {
    const before = await metric(peer, 'connection_pool_dropped_frames_total');
    const count = 200;
    for (let i = 0; i < count; i++) await stranger.write(randomBytes(1 + (i % 97)));
    const after = () => metric(peer, 'connection_pool_dropped_frames_total');
    await vi.waitFor(async () => expect(await after()).toBe(before + count), 10_000);
  });
});

describe('a particle', () => {
  const dropped = (particle: Particle, stage: string, reason: string): Reported => ({
    counter: 'particle_dropped_total',
    labels: { stage, reason },
    log: { particleId: particle.id, stage, reason },
    trace: { kind: 'dropped', stage, reason },
  });
  const air = () => echo(peer.peerId, client.peerId, 'never');
  const expectDropped = (particle: Particle, stage: string, reason: string) =>
    expectReported(() => client.send(particle), particle.id, dropped(particle, stage, reason));

  it('with the signature of another script is refused', async () => {
    const particle = { ...client.particle(air()), script: '(null)' };
    await expectDropped(particle, 'dispatcher', 'bad-signature');
  });

  it('in the name of somebody else is refused', async () => {
    const particle = { ...client.particle(air()), initPeerId: generateKeyPair().peerId };
    await expectDropped(particle, 'dispatcher', 'bad-signature');
  });

  it('in the name of nobody is refused', async () => {
    const particle = { ...client.particle(air()), initPeerId: 'nobody' };
    await expectDropped(particle, 'dispatcher', 'bad-signature');
  });

  it('that has expired is refused, and counted by upstream’s name too', async () => {
    const before = await metric(peer, 'dispatcher_particles_expired_total');
    const particle = client.particle(air(), { ttl: 1_000, timestampMs: Date.now() - 60_000 });
    await expectDropped(particle, 'dispatcher', 'expired');
    expect(await metric(peer, 'dispatcher_particles_expired_total')).toBe(before + 1);
  });

  it('that wants to live longer than is allowed is refused', async () => {
    const particle = client.particle(air(), { ttl: HOUR_MS + 1 });
    await expectDropped(particle, 'dispatcher', 'ttl-too-long');
  });

  it('from too far in the future is refused', async () => {
    const particle = client.particle(air(), { timestampMs: Date.now() + HOUR_MS });
    await expectDropped(particle, 'dispatcher', 'from-the-future');
  });

  it('of which a copy is fed with other data goes on as if nothing had come', async () => {
    const particle = client.particle(air());
    const answer = client.receive(particle.id);
    await client.send({ ...particle, data: randomBytes(500) });
    await client.send(particle);
    expect((await answer).id).toBe(particle.id);
  });
});

describe('a script', () => {
  /** Ten to the power of eight rounds: minutes in AquaVM. */
  const endless = () => {
    const depth = 8;
    const folds = Array.from({ length: depth }, (_, i) => i).reduce(
      (body, i) => `(fold xs i${i} (seq ${body} (next i${i})))`,
      '(null)',
    );
    return seq(call(peer.peerId, 'op', 'array', Array(10).fill('1'), 'xs'), folds);
  };
  const script = (
    particle: Particle,
    stage: string,
    reason: string,
    more: Record<string, unknown> = {},
  ): Reported => ({
    counter: 'particle_dropped_total',
    labels: { stage, reason },
    log: { particleId: particle.id, reason, ...more },
    trace: { kind: 'dropped', stage, reason, ...more },
  });

  it('on which AquaVM exceeds its deadline is ended', async () => {
    const particle = client.particle(endless());
    await expectReported(() => client.send(particle), particle.id, script(particle, 'avm', 'avm-deadline'));
  });

  it('that cannot be parsed ends with its ret_code', async () => {
    const particle = client.particle('(seq (call "nobody"');
    const errorMessage = expect.stringContaining('air can');
    await expectReported(() => client.send(particle), particle.id, {
      counter: 'particle_executor_nonzero_ret_codes_total',
      labels: { range: 'preparation' },
      log: { particleId: particle.id, retCode: 1, errorMessage },
      trace: { kind: 'interpreted', retCode: 1, error: errorMessage },
    });
  });

  it('that fails in a call ends with its ret_code', async () => {
    const particle = client.particle(call(peer.peerId, 'no-such-service', 'f', []));
    const errorMessage = expect.stringContaining('no-such-service');
    await expectReported(() => client.send(particle), particle.id, {
      counter: 'particle_executor_nonzero_ret_codes_total',
      labels: { range: 'catchable' },
      log: { particleId: particle.id, retCode: 10_000, errorMessage },
      trace: { kind: 'interpreted', retCode: 10_000, error: errorMessage },
    });
  });

  it('that leads to a peer nobody can reach ends there', async () => {
    const { peerId } = generateKeyPair();
    const particle = client.particle(call(peerId, 'op', 'noop', []));
    const detail = expect.stringContaining(peerId);
    const expected = script(particle, 'send', 'not-found', { detail });
    await expectReported(() => client.send(particle), particle.id, expected);
  });

  it('that leads to what is no peer id ends there', async () => {
    const particle = client.particle(call('no-peer-id', 'op', 'noop', []));
    const detail = expect.stringContaining('no-peer-id');
    const expected = script(particle, 'send', 'invalid-peer-id', { detail });
    await expectReported(() => client.send(particle), particle.id, expected);
  });
});
