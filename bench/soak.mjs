import { greeting } from './lib/air.mjs';
import { measureLoad, settle, TTL_MS } from './lib/rounds.mjs';
import { contactOf, createStage } from './lib/stage.mjs';

const FULL = { topMs: 15_000, stretchMs: 30_000, stretches: 20, warmUp: 6000 };
const QUICK = { topMs: 3000, stretchMs: 3000, stretches: 6, warmUp: 1500 };
const SHARE = 0.8;
/** Enough for pauses of the machine; a peer that falls behind for longer loses particles or shows it in latency. */
const MOST_IN_FLIGHT = 512;

/** @throws RangeError for what is no number of minutes */
function stretchesIn(minutes, stretchMs) {
  const count = Math.round((Number(minutes) * 60_000) / stretchMs);
  if (count >= 1) return count;
  throw new RangeError(`"${minutes}" is no number of minutes`);
}

/** What is kept of particles, with its bounds in MiB: aquamarine's constants. */
const KEPT = { traceBytes: 16, recordingBytes: 32 };
const MIB = 2 ** 20;

function keptMiB(state) {
  const kept = Object.keys(KEPT).filter((name) => state[name] !== undefined);
  return Object.fromEntries(kept.map((name) => [name, state[name] / MIB]));
}

/**
 * A peer at 80 % of what it can do, each particle with a call of a Marine service: what stays, what goes. With `recording` it
 * records them too.
 */
export async function bench({ quick, progress, operands }) {
  const isRecording = operands.includes('recording');
  const [minutes] = operands.filter((operand) => operand !== 'recording');
  const { topMs, stretchMs, ...size } = quick ? QUICK : FULL;
  const { warmUp } = size;
  const stretches = minutes === undefined ? size.stretches : stretchesIn(minutes, stretchMs);
  const stage = await createStage();
  try {
    progress('starting a peer with the sample service');
    const peer = await stage.peer({ noctiluca: { recording: { enabled: isRecording } } });
    await peer.ask('deployGreeter');
    const loader = await stage.loader(peer);
    const script = greeting(peer.peerId, loader.peerId);
    await settle(loader, peer, script, warmUp);
    progress('measuring the top rate');
    const load = { to: contactOf(peer), script, ttl: TTL_MS, concurrency: 10 };
    const top = await measureLoad({ loader, measured: peer, load, warmUpMs: 1000, countMs: topMs });
    const rate = Math.floor(top.perSecond * SHARE);
    progress(`${rate} particles a second for ${Math.round((stretches * stretchMs) / 60_000)} min`);
    await loader.ask('begin', { ...load, rate, concurrency: MOST_IN_FLIGHT });
    const rows = [];
    for (let stretch = 1; stretch <= stretches; stretch++) {
      const before = await peer.usage();
      const counted = await loader.ask('count', { ms: stretchMs });
      const after = await peer.usage();
      const { actors, ...state } = await peer.ask('state');
      rows.push({
        ...counted,
        rssMiB: after.rssMiB,
        cpuMs: (after.cpuMs - before.cpuMs) / counted.particles,
        actors,
        kept: keptMiB(state),
      });
      progress(
        `${stretch}/${stretches}: ${Math.round(counted.perSecond)} per s, ${Math.round(after.rssMiB)} MiB`,
      );
    }
    const { done, lost, failures } = await loader.ask('end');
    const seconds = (stretches * stretchMs) / 1000;
    return { top: top.perSecond, rate, seconds, done, lost, failures, rows, bounds: KEPT };
  } finally {
    await stage.clear();
  }
}
