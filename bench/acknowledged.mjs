import { setTimeout as wait } from 'node:timers/promises';
import { identity, identityBehind } from './lib/air.mjs';
import { contactOf, createStage } from './lib/stage.mjs';

const FULL = 100_000;
const QUICK = 5_000;
/** Sent at a time, each until its `ok`. */
const AT_A_TIME = 64;
/** Longer than all of it takes: what has no answer was lost, not late. */
const TTL_MS = 20 * 60_000;
/** The receiver stands still for so long, every so often, milliseconds. */
const PAUSES = { forMs: 400, everyMs: 3000 };

/** Echoes as fast as they are taken, by receivers that stand still now and then: is what was sent `ok` answered, to the last? */
export async function bench({ quick, progress }) {
  const total = quick ? QUICK : FULL;
  const rows = [];
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    progress(`${name}: ${total} echoes`);
    rows.push({ name, total, ...(await play(scenario, total, (text) => progress(`${name}: ${text}`))) });
  }
  return { rows };
}

const SCENARIOS = {
  'one client, its peer pauses': { script: ([relay], client) => identity(relay, client), pauses: 0 },
  'one client, which takes answers slowly': {
    script: ([relay], client) => identity(relay, client),
    slowly: true,
  },
  'between two peers, the second pauses': {
    script: ([relay, other], client) => identityBehind(relay, other, client),
    peers: 2,
    pauses: 1,
  },
  'between two peers, the first pauses': {
    script: ([relay, other], client) => identityBehind(relay, other, client),
    peers: 2,
    pauses: 0,
  },
};

async function play({ script, peers: count = 1, pauses, slowly = false }, total, progress) {
  const stage = await createStage();
  try {
    const noctiluca = { max_particle_ttl: `${TTL_MS}ms` };
    const peers = [await stage.peer({ noctiluca })];
    while (peers.length < count)
      peers.push(await stage.peer({ noctiluca, bootstrapNodes: peers[0].addresses.slice(0, 1) }));
    const client = await stage.acknowledging({ to: contactOf(peers[0]), slowly });
    const air = script(
      peers.map(({ peerId }) => peerId),
      client.peerId,
    );
    const ending = new AbortController();
    const pausing = pauses === undefined ? undefined : pauseNowAndThen(peers[pauses], ending.signal);
    const figures = await client.ask('run', { script: air, ttl: TTL_MS, total, atATime: AT_A_TIME });
    ending.abort();
    progress(`${figures.answered} of ${figures.ok} answered`);
    return { ...figures, pauses: (await pausing) ?? 0 };
  } finally {
    await stage.clear();
  }
}

/** @returns how often it stood still */
async function pauseNowAndThen(peer, signal) {
  for (let count = 0; ; count++) {
    await wait(PAUSES.everyMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return count;
    await peer.standStill(PAUSES.forMs);
  }
}
