import { createParticle } from '@noctiluca/particle';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { callAquaFunction } from '../../src/api/call-aqua-function.js';
import type { JSONValue } from '../../src/json.js';
import { literalScript } from '../../src/particle/literal-script.js';
import { BRAND } from '../../src/peer/any-client.js';
import type { ClientPeer } from '../../src/peer/client-peer.js';
import { runClient } from '../utils/client-double.js';
import { answering, IDENTITY } from '../utils/scripts.js';

type Running = Awaited<ReturnType<typeof runClient>>;

let running: Running;
const start = async (): Promise<Running> => {
  running = await runClient();
  await running.client.start();
  return running;
};
afterEach(async () => {
  await running?.client.stop();
});

/** A call as applications make it, over the client double. */
function callOn(
  { client, keyPair }: Running,
  script: string,
  args: Record<string, JSONValue>,
  literal: boolean,
) {
  const sent: string[] = [];
  const peer = {
    [BRAND]: true,
    getRelayPeerId: () => client.relayPeerId,
    getPeerId: () => keyPair.peerId,
    particleOf: (air: string, ttl = 5000) => {
      sent.push(air);
      return createParticle({ script: air, ttl, timestampMs: Date.now(), keyPair });
    },
    run: client.begin.bind(client),
  } as unknown as ClientPeer;
  const call = { script, peer, args, config: { literal }, fireAndForget: false };
  return { answer: callAquaFunction(call), sent };
}

const literal = (running: Running, s: JSONValue) => callOn(running, IDENTITY, { s }, true);

describe('a call with literals', () => {
  it('has no AquaVM run here before it is sent, and one when it is back', async () => {
    const started = await start();
    const invoke = vi.spyOn(started.interpreter, 'invoke');
    expect(await literal(started, 'hello').answer).toBe('hello');
    expect(invoke).toHaveBeenCalledTimes(1);
    expect(await callOn(started, IDENTITY, { s: 'hello' }, false).answer).toBe('hello');
    expect(invoke).toHaveBeenCalledTimes(5);
  });

  it('gives what the call without gives, for any value', async () => {
    const started = await start();
    const number = fc.oneof(
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    const short = fc
      .tuple(fc.integer({ min: -999, max: 999 }), fc.nat(9999))
      .map(([a, b]) => Number(`${a}.${b}`));
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('"', '\\', '%init_peer_id%', '(null)\n', ')'),
    );
    const value = fc.oneof(
      number,
      short,
      text,
      fc.boolean(),
      fc.constant([]),
      fc.constant(null),
      fc.constant([1]),
    );
    let literals = 0;
    await fc.assert(
      fc.asyncProperty(value, async (s) => {
        const { answer, sent } = literal(started, s as JSONValue);
        if (sent[0] !== IDENTITY) literals += 1;
        const plain = await callOn(started, IDENTITY, { s: s as JSONValue }, false).answer;
        expect(await answer).toStrictEqual(plain);
      }),
      { numRuns: 200 },
    );
    expect(literals).toBeGreaterThan(60);
  });

  it('tells of an error of the script as ever', async () => {
    const started = await start();
    const script = answering(
      `(seq (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
        (seq (call -relay- ("op" "identity") [1] ret) (fail 7 "on purpose")))`,
      'ret',
    );
    const { answer, sent } = callOn(started, script, {}, true);
    await expect(answer).rejects.toMatchObject({
      name: 'AquaError',
      message: expect.stringContaining('on purpose'),
    });
    expect(sent[0]).toContain(`(ap "${started.relay.keyPair.peerId}" -relay-)`);
  });

  it('leaves nothing behind', async () => {
    const started = await start();
    await literal(started, 'x').answer;
    await expect.poll(() => started.forgotten).toHaveLength(1);
  });
});

describe('a script with literals', () => {
  it('has the values where they were asked for', () => {
    const script = literalScript(IDENTITY, { s: 'text' }, 'relay');
    expect(script).toContain('(ap "relay" -relay-)\n    (ap "text" -s-arg-)');
    expect(script).not.toContain('getDataSrv');
  });

  it.each([
    ['a quote', 'say "hi"'],
    ['half a character', '\ud800'],
    ['a long float', 0.123456789012],
    ['an exponent', 1e-7],
    ['an integer that is none exactly', 2 ** 60],
    ['an object', { a: 1 }],
    ['a list', [1]],
    ['nothing', null],
    ['a function', () => null],
  ])('is none for %s', (_id, value) => {
    expect(literalScript(IDENTITY, { s: value as JSONValue }, 'relay')).toBeUndefined();
  });

  it('is none for a value that was not given', () => {
    expect(literalScript(IDENTITY, {}, 'relay')).toBeUndefined();
    expect(literalScript(IDENTITY.replaceAll('"s"', '"toString"'), {}, 'relay')).toBeUndefined();
  });

  it('is none when something happens before the relay', () => {
    const begins = (first: string) =>
      `(seq (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-) (seq ${first} (call -relay- ("op" "noop") [])))`;
    expect(literalScript(begins('(null)'), {}, 'relay')).toBeDefined();
    expect(literalScript(begins('(call %init_peer_id% ("op" "noop") [])'), {}, 'relay')).toBeUndefined();
    expect(literalScript(begins('(canon %init_peer_id% $s #c)'), {}, 'relay')).toBeUndefined();
    expect(literalScript('(call "somebody" ("op" "noop") [])', {}, 'relay')).toBeUndefined();
  });
});
