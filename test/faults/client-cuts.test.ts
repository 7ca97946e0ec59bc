import { env } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { type ClientPeer, callAquaFunction, createClient } from '@noctiluca/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CutProxy, startCutProxy } from '../utils/cut-proxy.js';
import { makeNetwork, type TestNetwork, tcpOf } from '../utils/network.js';

/** The long run: `NOCTILUCA_ROUNDS=200 npx vitest run faults/client-cuts`. */
const ROUNDS = Number(env.NOCTILUCA_ROUNDS ?? 50);
/** How long the relay takes over a call; the cut comes before, while, or after it. */
const WORK_MS = 60;
const CALLS = 3;
const TTL_MS = 20_000;

const SCRIPT = `
(xor
 (seq
  (seq
   (seq
    (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
    (call %init_peer_id% ("getDataSrv" "s") [] -s-arg-)
   )
   (call -relay- ("peer" "timeout") [${WORK_MS} -s-arg-] ret)
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)`;

let network: TestNetwork;
let proxy: CutProxy;
let client: ClientPeer;

beforeAll(async () => {
  network = await makeNetwork(1);
  const address = tcpOf(network.peers[0]!);
  const port = Number(/tcp\/(\d+)/.exec(address)?.[1]);
  proxy = await startCutProxy(port);
  client = await createClient(address.replace(`tcp/${port}`, `tcp/${proxy.port}`));
});
afterAll(async () => {
  await client.disconnect();
  await proxy.stop();
  await network.stop();
});

describe('a client whose connection is cut', { timeout: 600_000 }, () => {
  it.each([
    ['as ever', false],
    ['with literals', true],
  ])('has each answer once, whenever the cut comes: %s', async (_id, literal) => {
    const before = proxy.connections;
    const answers: string[] = [];
    const expected: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const calls = Array.from({ length: CALLS }, async (_, i) => {
        const s = `${round}.${i}`;
        expected.push(s);
        const call = { script: SCRIPT, peer: client, args: { s }, config: { ttl: TTL_MS, literal } };
        answers.push((await callAquaFunction({ ...call, fireAndForget: false })) as string);
      });
      await delay((round / ROUNDS) * 2 * WORK_MS);
      proxy.cut();
      await Promise.all(calls);
    }
    expect(answers.toSorted()).toEqual(expected.toSorted());
    expect(proxy.connections - before).toBeGreaterThan(ROUNDS / 2);
  });
});
