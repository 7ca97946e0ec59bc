import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { greeting, identity } from './lib/air.mjs';
import { measureLoad, settle, summarize, TTL_MS } from './lib/rounds.mjs';
import { contactOf, createStage } from './lib/stage.mjs';
import { spreadOf } from './lib/stats.mjs';

export const FULL = { rounds: 6, warmUpMs: 500, countMs: 3000, settle: 4000 };
export const QUICK = { rounds: 2, warmUpMs: 200, countMs: 1000, settle: 1000 };
const CONCURRENCY = 10;

/** A peer of this checkout and one of another built checkout under the same load, taking turns on one core. */
export async function bench({ quick, operands, progress }) {
  const [other] = operands;
  if (other === undefined)
    throw new Error('name the folder of a built checkout: npm run bench against <folder>');
  const times = quick ? QUICK : FULL;
  const stage = await createStage();
  try {
    progress('starting a peer of each');
    const peers = {
      here: await stage.peer(),
      there: await stage.peer({}, pathToFileURL(path.resolve(other, 'bench/processes/peer.mjs'))),
    };
    const loader = await stage.loader(peers.here, peers.there);
    const parts = { times, peers, loader, progress };
    const calls = { 'op.identity': await takeTurns(parts, 'op.identity', identity) };
    if (await bothHaveGreeter(peers)) {
      calls['a service call'] = await takeTurns(parts, 'a service call', greeting);
    }
    return { other, calls };
  } finally {
    await stage.clear();
  }
}

/** Here, there, there, here …: neither has always the later half of a round. */
export async function takeTurns({ times, peers, loader, progress }, label, scriptOf) {
  const rounds = [];
  const scripts = {};
  for (const [name, peer] of Object.entries(peers)) {
    scripts[name] = scriptOf(peer.peerId, loader.peerId);
    await settle(loader, peer, scripts[name], times.settle);
  }
  for (let round = 0; round < times.rounds; round++) {
    progress(`${label}: round ${round + 1} of ${times.rounds}`);
    const row = {};
    for (const name of round % 2 === 0 ? ['here', 'there'] : ['there', 'here']) {
      const { warmUpMs, countMs } = times;
      const load = {
        to: contactOf(peers[name]),
        script: scripts[name],
        ttl: TTL_MS,
        concurrency: CONCURRENCY,
      };
      row[name] = await measureLoad({ loader, measured: peers[name], load, warmUpMs, countMs });
    }
    rounds.push(row);
  }
  return {
    here: summarize(rounds.map(({ here }) => here)),
    there: summarize(rounds.map(({ there }) => there)),
    cpuRatio: spreadOf(rounds, ({ here, there }) => here.cpuMs / there.cpuMs),
    rateRatio: spreadOf(rounds, ({ here, there }) => here.perSecond / there.perSecond),
  };
}

/** An older checkout's peer may not know the sample service. */
async function bothHaveGreeter(peers) {
  const deployed = await Promise.allSettled(Object.values(peers).map((peer) => peer.ask('deployGreeter')));
  return deployed.every(({ status }) => status === 'fulfilled');
}
