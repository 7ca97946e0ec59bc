import { setTimeout as wait } from 'node:timers/promises';
import { formatKey, generateKeyPair } from '@noctiluca/particle';
import { createStage } from './lib/stage.mjs';

const FULL = 500;
const QUICK = 50;
const IDLE_MS = 3000;

/** Many services that nobody calls: what they cost a peer, and what they cost its next start. */
export async function bench({ quick, progress }) {
  const services = quick ? QUICK : FULL;
  const stage = await createStage();
  const secretKey = formatKey(generateKeyPair());
  try {
    progress('a peer without services');
    let { peer } = await start(stage, secretKey);
    const without = await afterRest(peer);
    progress(`creating ${services} services`);
    const createMs = await timed(() => peer.ask('createGreeters', { count: services }));
    const created = await afterRest(peer);
    await peer.stop();

    progress('the next start');
    const next = await start(stage, secretKey);
    peer = next.peer;
    const idle = await afterRest(peer);
    progress('a call of each');
    const callMs = await timed(() => peer.ask('callGreeters'));
    const called = await afterRest(peer);
    return {
      services,
      createMs,
      startMs: next.startMs,
      callMs,
      rssMiB: { without, created, idle, called },
    };
  } finally {
    await stage.clear();
  }
}

async function start(stage, secretKey) {
  let peer;
  const startMs = await timed(async () => {
    peer = await stage.peer({ home: 'idle', secretKey });
    await peer.ask('restored');
  });
  return { peer, startMs };
}

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function afterRest(peer) {
  await wait(IDLE_MS);
  return (await peer.usage()).rssMiB;
}
