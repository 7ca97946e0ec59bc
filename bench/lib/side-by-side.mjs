import { measureLoad, settle, summarize, TTL_MS } from './rounds.mjs';
import { contactOf, createStage } from './stage.mjs';
import { spreadOf } from './stats.mjs';

export const FULL = { pairs: 6, rounds: 3, warmUpMs: 400, countMs: 2000, settle: 4000 };
export const QUICK = { pairs: 2, rounds: 1, warmUpMs: 200, countMs: 1000, settle: 1000 };
const CONCURRENCY = 10;

/**
 * Two peers under the same load, taking turns on one core. In several pairs of processes: one process settles a few
 * per cent off another of the same code, and the one started first costs a little more, so each is first in half of them.
 * @param start what starts a peer on a stage, for `here` and `there`
 * @param calls for a pair of peers: script of (peer, client) by name of the call
 */
export async function sideBySide({ times, start, calls, progress }) {
  const rounds = {};
  for (let pair = 0; pair < times.pairs; pair++) {
    const stage = await createStage();
    try {
      progress(`pair ${pair + 1} of ${times.pairs}`);
      const peers = {};
      for (const name of inTurn(pair)) peers[name] = await start[name](stage);
      const loader = await stage.loader(...Object.values(peers));
      for (const [label, scriptOf] of Object.entries(await calls(peers))) {
        rounds[label] ??= [];
        rounds[label].push(...(await takeTurns({ times, peers, loader }, scriptOf)));
      }
    } finally {
      await stage.clear();
    }
  }
  return Object.fromEntries(Object.entries(rounds).map(([label, taken]) => [label, compared(taken)]));
}

const inTurn = (round) => (round % 2 === 0 ? ['here', 'there'] : ['there', 'here']);

/** Here, there, there, here …: neither has always the later half of a round. */
async function takeTurns({ times, peers, loader }, scriptOf) {
  const scripts = {};
  for (const [name, peer] of Object.entries(peers)) {
    scripts[name] = scriptOf(peer.peerId, loader.peerId);
    await settle(loader, peer, scripts[name], times.settle);
  }
  const rounds = [];
  for (let round = 0; round < times.rounds; round++) {
    const row = {};
    for (const name of inTurn(round)) {
      const { warmUpMs, countMs } = times;
      const to = contactOf(peers[name]);
      const load = { to, script: scripts[name], ttl: TTL_MS, concurrency: CONCURRENCY };
      row[name] = await measureLoad({ loader, measured: peers[name], load, warmUpMs, countMs });
    }
    rounds.push(row);
  }
  return rounds;
}

function compared(rounds) {
  return {
    here: summarize(rounds.map(({ here }) => here)),
    there: summarize(rounds.map(({ there }) => there)),
    cpuRatio: spreadOf(rounds, ({ here, there }) => here.cpuMs / there.cpuMs),
    rateRatio: spreadOf(rounds, ({ here, there }) => here.perSecond / there.perSecond),
  };
}
