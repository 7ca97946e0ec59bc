import type { Particle } from '@noctiluca/particle';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { echo, echoOn } from '../utils/air.js';
import { connectClient, type TestClient } from '../utils/client.js';
import { makeNetwork, type TestNetwork } from '../utils/network.js';

/** Sent at a time by one client, and in all. */
const AT_A_TIME = 64;
const PARTICLES = 1_000;
const TTL_MS = 60_000;

let network: TestNetwork;
beforeAll(async () => {
  network = await makeNetwork(2);
});
afterAll(() => network.stop());

/** Sends as fast as particles are taken, and answers which were. */
async function sendAll(client: TestClient, makeParticle: (index: number) => Particle): Promise<Particle[]> {
  const taken: Particle[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < PARTICLES) {
      const particle = makeParticle(next++);
      if ((await client.send(particle)).status === 'ok') taken.push(particle);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  return taken;
}

it.each(['on its relay', 'on another peer'])(
  'one client that sends 64 at a time has an answer for all that were taken, %s',
  async (where) => {
    const [relay, other] = network.peers;
    const client = await connectClient(relay!);
    const script = (text: string): string =>
      where === 'on its relay'
        ? echo(relay!.peerId, client.peerId, text)
        : echoOn(other!.peerId, relay!.peerId, client.peerId, text);
    const taken = await sendAll(client, (i) => client.particle(script(`${i}`), { ttl: TTL_MS }));
    expect(taken).toHaveLength(PARTICLES);
    await expect.poll(() => client.received, { timeout: TTL_MS }).toBe(PARTICLES);
    const answers = await Promise.all(taken.map(({ id }) => client.receive(id)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(PARTICLES);
    await client.stop();
  },
);
