import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild } from './lib/child.mjs';

const FULL = { spells: 5000, periodSec: 10, warmUpMs: 20_000, countMs: 30_000 };
/** Longest wait for the runs that the installation brought. */
const SETTLE_MS = 60_000;
/** Time to install them all before any is due, seconds. */
const START_IN_SEC = 60;
const QUICK = { spells: 500, periodSec: 2, warmUpMs: 4000, countMs: 6000 };

/** On the peer of the spell. */
const own = (service, fn, args = '', result = '') =>
  `(call %init_peer_id% ("${service}" "${fn}") [${args}] ${result})`;

const LEAST = own('bench', 'ran');

/** What a spell with a state does: reads its number and its data, and writes. */
const USUAL = `(seq ${LEAST} (seq ${own('getDataSrv', 'n', '', 'n')} (seq ${own('debug', 'stringify', 'n', 'text')} ${own('spell', 'set_string', '"last" text', 'written')})))`;

/** Many spells on one peer: runs a second, what they cost, and how late they are. */
export async function bench({ quick, progress }) {
  const times = quick ? QUICK : FULL;
  const directory = await mkdtemp(path.join(tmpdir(), 'noctiluca-bench-spells-'));
  const peer = startChild('spells');
  try {
    await peer.ask('start', { directory });
    const scenarios = {};
    for (const [name, script, isTogether] of [
      ['least', LEAST, false],
      ['usual', USUAL, false],
      ['together', LEAST, true],
    ]) {
      progress(`${times.spells} spells: ${name}`);
      scenarios[name] = await scenario(peer, times, script, isTogether);
    }
    return { ...times, scenarios };
  } finally {
    await peer.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** @param isTogether all due at the same moment; otherwise each counts from its installation */
async function scenario(peer, { spells, periodSec, warmUpMs, countMs }, script, isTogether) {
  const startSec = isTogether ? Math.ceil(Date.now() / 1000) + START_IN_SEC : 1;
  const { ms: installMs } = await peer.ask('install', { count: spells, periodSec, script, startSec });
  const untilStartMs = Math.max(0, startSec * 1000 - Date.now());
  await new Promise((resolve) => setTimeout(resolve, untilStartMs + warmUpMs));
  await peer.ask('settle', { limitMs: SETTLE_MS });
  const figures = await peer.ask('count', { ms: countMs });
  await peer.ask('removeAll');
  return { ...figures, installMs };
}
