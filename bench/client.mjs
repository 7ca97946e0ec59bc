import { createStage } from './lib/stage.mjs';
import { spreadOf } from './lib/stats.mjs';

const ROUNDS = 3;
const SCENARIOS = [
  { name: '1 in flight', calls: 400, inFlight: 1, bytes: 1 },
  { name: '8 in flight', calls: 800, inFlight: 8, bytes: 1 },
  { name: '64 in flight', calls: 800, inFlight: 64, bytes: 1 },
  { name: '100 kB, 1 in flight', calls: 40, inFlight: 1, bytes: 100_000 },
];
/** Until engines have compiled what is hot: without, whatever is measured first pays for it. */
const WARM_UP = { calls: 1500, inFlight: 8, bytes: 1 };
const QUICK_PART = 1 / 6;

/** Who calls, each in a process of its own: js-client as it is, ours, and ours without a first run of AquaVM. */
const ARMS = {
  stock: { library: '@fluencelabs/js-client' },
  ours: { library: '@noctiluca/client' },
  literal: { library: '@noctiluca/client', literal: true },
};

/** What a call may cost beside js-client's, and how many a core must make in a second. */
const TARGETS = { ours: 1 / 6, literal: 1 / 12, large: 1 / 10, perSecond: 1000 };

/** Equal numbers of calls by each, taking turns at the same relay by ws: the clients on one core, the relay on the other. */
export async function bench({ quick, progress }) {
  const stage = await createStage();
  try {
    progress('starting a peer and three clients');
    const { webSocket: relay } = await stage.peer();
    const arms = {};
    for (const [name, arm] of Object.entries(ARMS)) arms[name] = await stage.client({ relay, ...arm });
    progress('warming up');
    const warmUp = { ...WARM_UP, calls: quick ? WARM_UP.calls * QUICK_PART : WARM_UP.calls };
    for (const client of Object.values(arms)) await client.ask('run', warmUp);
    const scenarios = {};
    for (const { name, calls, ...load } of SCENARIOS) {
      const each = { calls: quick ? Math.ceil(calls * QUICK_PART) : calls, ...load };
      scenarios[name] = { ...each, ...(await takeTurns(arms, each, (text) => progress(`${name}: ${text}`))) };
    }
    return { scenarios, targets: TARGETS, pinned: Object.values(arms).every(({ pinned }) => pinned) };
  } finally {
    await stage.clear();
  }
}

async function takeTurns(arms, load, progress) {
  progress('warming up');
  for (const client of Object.values(arms)) await client.ask('run', load);
  const rounds = [];
  for (let round = 1; round <= ROUNDS; round++) {
    progress(`round ${round} of ${ROUNDS}`);
    const names = Object.keys(arms);
    const figures = {};
    for (const name of round % 2 === 0 ? names.reverse() : names) {
      figures[name] = perCall(await arms[name].ask('run', load), load);
    }
    rounds.push(figures);
  }
  return summarize(rounds);
}

function perCall({ ms, cpuMs }, { calls }) {
  return { perSecond: (calls * 1000) / ms, perCore: (calls * 1000) / cpuMs, cpuMs: cpuMs / calls };
}

function summarize(rounds) {
  const of = (name) => ({
    perSecond: spreadOf(rounds, (round) => round[name].perSecond),
    perCore: spreadOf(rounds, (round) => round[name].perCore),
    cpuMs: spreadOf(rounds, (round) => round[name].cpuMs),
    part: spreadOf(rounds, (round) => round.stock.cpuMs / round[name].cpuMs),
  });
  return { stock: of('stock'), ours: of('ours'), literal: of('literal') };
}
