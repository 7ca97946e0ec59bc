// A client that sends as fast as its particles are taken, and counts which of those that were sent `ok` come back.
import { setTimeout as wait } from 'node:timers/promises';
import { createNetwork } from '@noctiluca/network';
import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { serve } from './serve.mjs';

/** Nothing came for so long: nothing will. Milliseconds. */
const QUIET_MS = 30_000;
/** Answers between two pauses of a client that takes them slowly, and how long such a pause is, milliseconds. */
const SLOWLY = { answers: 500, forMs: 300 };

const keyPair = generateKeyPair();
let network;
let contact;
const answered = new Set();
let came = performance.now();

async function start({ to, slowly }) {
  // A client that takes few at a time makes its peer wait.
  const limits = slowly ? { inboundQueue: 8 } : {};
  network = createNetwork({ keyPair, listen: [], allowLocalAddresses: true, limits });
  let received = 0;
  network.onParticle(async ({ particle }) => {
    came = performance.now();
    answered.add(particle.id);
    received += 1;
    if (slowly && received % SLOWLY.answers < 8) await wait(SLOWLY.forMs);
  });
  await network.start(new AbortController().signal);
  contact = to;
  if (!(await network.connect(to))) throw new Error('the peer is not reached');
  return { peerId: keyPair.peerId };
}

/** @returns how many were sent `ok`, how many of those came back, and what became of the others */
async function run({ script, ttl, total, atATime }) {
  const ok = new Set();
  const others = {};
  const startedAt = performance.now();
  let left = total;
  const lane = async () => {
    while (left-- > 0) {
      const particle = createParticle({ script, ttl, timestampMs: Date.now(), keyPair });
      const { status } = await network.send(contact, particle);
      if (status === 'ok') ok.add(particle.id);
      else others[status] = (others[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  const missing = () => [...ok].some((id) => !answered.has(id));
  while (performance.now() - came < QUIET_MS && missing()) await wait(200);
  const back = [...ok].filter((id) => answered.has(id)).length;
  return { ok: ok.size, answered: back, others, seconds: (performance.now() - startedAt) / 1000 };
}

serve({ start, run }, async () => network?.stop(AbortSignal.timeout(5000)));
