import { generateKeyPair } from '@noctiluca/particle';
import { afterEach, expect, it } from 'vitest';
import { call, echoOn } from '../utils/air.js';
import { connectClient } from '../utils/client.js';
import { makeNetwork, type TestNetwork } from '../utils/network.js';

/** Particles of a stranger, and the peers that each of them is to go to, which nobody has ever seen. */
const PARTICLES = 5;
const UNKNOWN = 200;
const TTL_MS = 60_000;

let network: TestNetwork | undefined;
afterEach(() => network?.stop());

it('a stranger that has a peer look for thousands of peers that are none keeps nobody from those that are', async () => {
  network = await makeNetwork(3);
  const [relay, , far] = network.peers;
  const [attacker, honest] = [await connectClient(relay!), await connectClient(relay!)];
  const calls = Array.from({ length: UNKNOWN }, () => call(generateKeyPair().peerId, 'op', 'noop', []));
  const script = calls.reduce((rest, one) => `(par ${one} ${rest})`);
  for (let i = 0; i < PARTICLES; i++) {
    expect((await attacker.send(attacker.particle(script, { ttl: TTL_MS }))).status).toBe('ok');
  }
  for (let i = 0; i < 10; i++) {
    const air = echoOn(far!.peerId, relay!.peerId, honest.peerId, `${i}`);
    expect(await honest.execute(air, { ttl: TTL_MS })).toEqual([`${i}`]);
  }
  await Promise.all([attacker.stop(), honest.stop()]);
});
