import { chain, identity } from './lib/air.mjs';
import { measureFloor } from './lib/floor.mjs';
import { measureLoad, summarize, TTL_MS } from './lib/rounds.mjs';
import { contactOf, createStage } from './lib/stage.mjs';
import { spreadOf } from './lib/stats.mjs';

const FULL = {
  rounds: 3,
  warmUpMs: 600,
  countMs: 2500,
  longMs: 5000,
  settleMs: 3000,
  bareCount: 1000,
  alive: 10_000,
};
const QUICK = {
  rounds: 1,
  warmUpMs: 300,
  countMs: 1000,
  longMs: 1500,
  settleMs: 1500,
  bareCount: 400,
  alive: 2000,
};

const LONG_TTL_MS = 180_000;
const BIG_TEXT = 2 * 2 ** 20;

/** Load on a whole peer beside the floor under it, round by round, since the machine is never quite still. */
export async function bench({ quick, profile, progress }) {
  const times = quick ? QUICK : FULL;
  const stage = await createStage();
  try {
    progress('starting a peer, its network alone, AquaVM alone');
    const peer = await stage.peer();
    const idle = await peer.usage();
    const [echo, slowEcho, bare] = await Promise.all([
      stage.echo(),
      stage.echo({ fastPath: false }),
      stage.bare(),
    ]);
    const loader = await stage.loader(peer, echo, slowEcho);
    const parts = { times, stage, peer, echo, bare, loader, progress };

    const dataBytes = await warmUp(parts);
    const at = (concurrency) => ({ ...parts, concurrency, dataBytes });
    const alone = await onPeer({ ...at(1), countMs: times.longMs });
    const ten = await besideFloor({ ...at(10), label: '10 in flight' });
    const many = await besideFloor({ ...at(64), label: '64 in flight', rounds: Math.min(2, times.rounds) });
    const slow = await onEcho({ ...at(10), echo: slowEcho });
    if (profile) await writeProfile(at(10), profile);
    const big = await bigPayload(parts);
    const loaded = await peer.usage();
    const alive = await withManyAlive(at(10));
    const full = await peer.usage();
    const hops = await threeHops(parts);
    return {
      pinned: loader.pinned,
      alive: times.alive,
      rssMiB: { idle: idle.rssMiB, loaded: loaded.rssMiB, manyAlive: full.rssMiB },
      scenarios: { alone, ten, many, hops, big, alive },
      prototypeLike: slow,
    };
  } finally {
    await stage.clear();
  }
}

/** Everything has run for some time before it is measured: V8 compiles what is hot. @returns data bytes of the floor */
async function warmUp({ times, bare, echo, peer, loader, progress }) {
  progress('warming up');
  await bare.ask('invocations', {
    script: identity(bare.host, bare.client),
    result: '"x"',
    count: times.bareCount * 2,
  });
  const script = identity(peer.peerId, loader.peerId);
  const load = { script, ttl: TTL_MS, concurrency: 10 };
  const round = { loader, warmUpMs: times.settleMs, countMs: times.warmUpMs };
  const onPeer = await measureLoad({ ...round, measured: peer, load: { ...load, to: contactOf(peer) } });
  const onEcho = await measureLoad({ ...round, measured: echo, load: { ...load, to: contactOf(echo) } });
  // The peer gets empty data and sends some back; the echo moves as many bytes, spread over both ways.
  return Math.round((onPeer.bytesBack - onEcho.bytesBack) / 2);
}

/** One round of `op.identity` on the peer. */
function identityRound({ loader, peer, times, concurrency, ttl = TTL_MS, countMs = times.countMs }) {
  const load = { to: contactOf(peer), script: identity(peer.peerId, loader.peerId), ttl, concurrency };
  return measureLoad({ loader, measured: peer, load, warmUpMs: times.warmUpMs, countMs });
}

async function onPeer(parts) {
  parts.progress(`op.identity, ${parts.concurrency} in flight`);
  return summarize([await identityRound(parts)]);
}

async function onEcho({ loader, echo, times, concurrency, dataBytes, progress }) {
  progress('the general libp2p stack, for comparison');
  const load = {
    to: contactOf(echo),
    script: identity(echo.peerId, loader.peerId),
    ttl: TTL_MS,
    concurrency,
    dataBytes,
  };
  const { settleMs, countMs } = times;
  return summarize([await measureLoad({ loader, measured: echo, load, warmUpMs: settleMs, countMs })]);
}

/** Floor, peer, floor, peer …: each round has its own ratio, so that a slow minute slows both. */
async function besideFloor({ label, rounds: wanted, ttl, ...parts }) {
  const { times, concurrency, dataBytes } = parts;
  const rounds = [];
  for (let round = 1; round <= (wanted ?? times.rounds); round++) {
    parts.progress(`op.identity, ${label}: round ${round}`);
    const { warmUpMs, countMs, bareCount: count } = times;
    const floor = await measureFloor(parts, { concurrency, dataBytes, warmUpMs, countMs, count });
    const peer = await identityRound({ ...parts, ttl });
    rounds.push({ floor, peer, ratio: peer.cpuMs / floor.sumMs });
  }
  return {
    ...summarize(rounds.map(({ peer }) => peer)),
    floor: {
      echo: summarize(rounds.map(({ floor }) => floor.echoed)),
      echoMs: spreadOf(rounds, ({ floor }) => floor.echoMs),
      invocationsMs: spreadOf(rounds, ({ floor }) => floor.invocationsMs),
      signatureMs: spreadOf(rounds, ({ floor }) => floor.signatureMs),
      sumMs: spreadOf(rounds, ({ floor }) => floor.sumMs),
    },
    ratio: spreadOf(rounds, ({ ratio }) => ratio),
  };
}

/** The same when the peer remembers many particles that have not expired. */
async function withManyAlive(parts) {
  const { times, peer, loader, progress } = parts;
  progress(`filling the peer with ${times.alive} particles`);
  const { actors } = await peer.ask('state');
  const script = identity(peer.peerId, loader.peerId);
  const fill = { to: contactOf(peer), script, ttl: LONG_TTL_MS, concurrency: 64 };
  await loader.ask('begin', { ...fill, total: Math.max(1, times.alive - actors) });
  await loader.ask('reach');
  await loader.ask('end');
  const rounds = Math.min(2, times.rounds);
  return besideFloor({ ...parts, label: `${times.alive} alive`, ttl: LONG_TTL_MS, rounds });
}

async function bigPayload({ times, peer, loader, progress }) {
  progress('op.identity of 2 MiB, 2 in flight');
  const script = identity(peer.peerId, loader.peerId, 'x'.repeat(BIG_TEXT));
  const load = { to: contactOf(peer), script, ttl: 30_000, concurrency: 2 };
  return summarize([
    await measureLoad({ loader, measured: peer, load, warmUpMs: times.warmUpMs * 2, countMs: times.longMs }),
  ]);
}

/** CPU is that of all three peers. */
async function threeHops({ times, stage, progress }) {
  progress('peer.identify on three peers in sequence');
  const first = await stage.peer();
  const second = await stage.peer({ bootstrapNodes: first.addresses });
  const third = await stage.peer({ bootstrapNodes: [...first.addresses, ...second.addresses] });
  const peers = [first, second, third];
  const loader = await stage.loader(first);
  const script = chain(
    peers.map(({ peerId }) => peerId),
    loader.peerId,
  );
  const load = { to: contactOf(first), script, ttl: TTL_MS, concurrency: 10 };
  const measured = { usage: () => usageOfAll(peers) };
  return summarize([
    await measureLoad({ loader, measured, load, warmUpMs: times.settleMs, countMs: times.longMs }),
  ]);
}

async function usageOfAll(peers) {
  const usages = await Promise.all(peers.map((peer) => peer.usage()));
  return { cpuMs: usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0) };
}

/** CPU profiles of the peer's threads under load, one file each. */
async function writeProfile({ loader, peer, progress, concurrency }, directory) {
  progress(`profiling the peer into ${directory}`);
  const load = {
    to: contactOf(peer),
    script: identity(peer.peerId, loader.peerId),
    ttl: TTL_MS,
    concurrency,
  };
  await loader.ask('begin', load);
  await peer.ask('startProfile');
  const { particles } = await loader.ask('count', { ms: 6000 });
  const files = await peer.ask('stopProfile', { directory });
  await loader.ask('end');
  progress(`${files.join(', ')}: ${particles} particles in 6 s`);
}
