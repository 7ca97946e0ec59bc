import { createClient as createJsClient } from '@fluencelabs/js-client';
import { type ClientPeer, callAquaFunction, createClient } from '@noctiluca/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeNetwork, type TestNetwork, tcpOf, webSocketOf } from '../utils/network.js';

/** Far above what an early end takes: a call that comes to it was told nothing. */
const TTL_MS = 60_000;
/** More than peers take, which the client would refuse at once if it did not think that this one takes more. */
const LONG_TTL_MS = 25 * 3_600_000;
const NOBODY = '12D3KooWKFLRSZAtyR9gQbFyQYcx1Lz4dPsvkqwVcQ6gNB9pgzTq';

type Args = Parameters<typeof callAquaFunction>[0]['args'];

/** A call of a body of AIR that leaves its result in `ret`, as the compiler would frame it. */
const framed = (body: string, names: readonly string[]): string => {
  const loads = ['-relay-', ...names].reduceRight(
    (rest, name) => `(seq (call %init_peer_id% ("getDataSrv" "${name}") [] ${name}) ${rest})`,
    `(seq ${body} (call %init_peer_id% ("callbackSrv" "response") [ret]))`,
  );
  return `(xor ${loads} (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0]))`;
};

let network: TestNetwork;
let client: ClientPeer;

beforeAll(async () => {
  network = await makeNetwork(2);
  client = await createClient(tcpOf(network.peers[0]!), { maxTtlMs: LONG_TTL_MS });
});
afterAll(async () => {
  await client?.disconnect();
  await network?.stop();
});

const call = (body: string, args: Args = {}, ttl = TTL_MS) => {
  const script = framed(body, Object.keys(args));
  return callAquaFunction({ script, args, config: { ttl }, peer: client, fireAndForget: false });
};

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const AT_RELAY = '(call -relay- ("op" "noop") [])';
const LENGTH = '(seq (canon -relay- $s #s) (call -relay- ("op" "array_length") [#s] ret))';
/** Fills a stream on a peer; AquaVM refuses one of 1,024 elements. */
const fill = (peer: string) =>
  `(seq (seq (call ${peer} ("op" "noop") []) (fold a i (seq (ap i $s) (next i)))) ${LENGTH})`;

describe('a call that a peer gives up', () => {
  it.each([
    ['for AquaVM refuses a stream of 1,024 elements', () => fill('-relay-'), 1_024, 0, /1024 \(20013\)/],
    [
      'on another peer than the relay',
      () => `(seq ${AT_RELAY} ${fill(`"${network.peers[1]!.peerId}"`)})`,
      1_024,
      1,
      /1024 \(20013\)/,
    ],
    [
      'for nobody knows the next peer',
      () => `(seq ${AT_RELAY} (call "${NOBODY}" ("op" "noop") [] ret))`,
      0,
      0,
      new RegExp(`no such peer \\(to ${NOBODY}`),
    ],
    [
      'for AquaVM breaks off',
      () => `(seq (seq ${AT_RELAY} (fold a i (seq (null) (next i)))) (call -relay- ("op" "noop") [] ret))`,
      20_000,
      0,
      /AquaVM broke off/,
    ],
  ])('%s ends at once with what it says', async (_, body, elements, peer, text) => {
    await expect(call(body(), { a: numbers(elements) })).rejects.toMatchObject({
      code: 'LOST',
      reason: expect.stringMatching(`^peer ${network.peers[peer]!.peerId}: .*${text.source}`),
    });
  });

  it('at the door of its relay ends at once too', async () => {
    await expect(call(`(call -relay- ("op" "identity") ["x"] ret)`, {}, LONG_TTL_MS)).rejects.toMatchObject({
      code: 'LOST',
      reason: expect.stringContaining('its ttl is longer than this peer takes'),
    });
  });

  it('in a part that runs beside others ends with its time, and with what was said', async () => {
    const beside = '(par (call -relay- ("nobody" "fn") [] ret) (call -relay- ("op" "noop") []))';
    await expect(
      call(`(seq ${beside} (call -relay- ("op" "identity") [ret]))`, {}, 2_000),
    ).rejects.toMatchObject({
      code: 'EXPIRED',
      reason: expect.stringContaining("nobody.fn: Service with id 'nobody' not found (function fn)"),
    });
  });

  it('leaves others as they are', async () => {
    const below = `(seq ${AT_RELAY} ${fill('-relay-')})`;
    expect(await call(below, { a: numbers(1_023) })).toBe(1_023);
    await expect(call('(call -relay- ("nobody" "fn") [] ret)')).rejects.toMatchObject({ code: 'AQUA' });
  });
});

it('takes answers of more than the 4 MiB that js-client takes', async () => {
  const x = 'x'.repeat(5_000_000);
  expect(await call('(call -relay- ("op" "identity") [x] ret)', { x })).toHaveLength(x.length);
});

it('says nothing to js-client, which goes on', async () => {
  const old = await createJsClient(webSocketOf(network.peers[0]!));
  const attempt = (body: string, a: number[], ttl: number) =>
    callAquaFunction({
      ...{ script: framed(body, ['a']), args: { a }, config: { ttl } },
      ...{ peer: old, fireAndForget: false },
    });
  await expect(attempt(`(seq ${AT_RELAY} ${fill('-relay-')})`, numbers(1_024), 3_000)).rejects.toThrow(
    /expired/,
  );
  expect(await attempt('(call -relay- ("op" "array_length") [a] ret)', [1, 2], 20_000)).toBe(2);
  await old.disconnect();
});
