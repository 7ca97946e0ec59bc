import { chain, greeting, identity } from './lib/air.mjs';
import { measureFloor } from './lib/floor.mjs';
import { measureLoad, settle, summarize, TTL_MS } from './lib/rounds.mjs';
import { contactOf, createStage } from './lib/stage.mjs';
import { spreadOf } from './lib/stats.mjs';

/** `settle` is in particles: enough for V8 to have compiled what is hot, however slow the machine is at the moment. */
const FULL = {
  rounds: 3,
  warmUpMs: 500,
  countMs: 2500,
  longMs: 4000,
  settle: 3000,
  bareCount: 1000,
  alive: 10_000,
};
const QUICK = {
  rounds: 1,
  warmUpMs: 200,
  countMs: 1000,
  longMs: 1200,
  settle: 900,
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
    const service = await onService(at(10));
    if (profile) await writeProfile(at(10), profile);
    const hops = await threeHops(parts);
    const big = await bigPayload(parts);
    const loaded = await peer.usage();
    const alive = await withManyAlive(at(10));
    const full = await peer.usage();
    return {
      pinned: loader.pinned,
      alive: times.alive,
      rssMiB: { idle: idle.rssMiB, loaded: loaded.rssMiB, manyAlive: full.rssMiB },
      scenarios: { alone, ten, many, service, hops, big, alive },
      prototypeLike: slow,
    };
  } finally {
    await stage.clear();
  }
}

/** Everything has run for some time before it is measured. @returns data bytes of the floor's particles */
async function warmUp({ times, bare, echo, peer, loader, progress }) {
  progress('warming up');
  const script = identity(bare.host, bare.client);
  await bare.ask('invocations', { script, result: '"x"', count: times.settle });
  const onPeer = await settle(loader, peer, identity(peer.peerId, loader.peerId), times.settle);
  // Four times as many, since the echo is as much faster and a cold floor would flatter the peer.
  const onEcho = await settle(loader, echo, identity(echo.peerId, loader.peerId), times.settle * 4);
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

/** A call of a Marine service instead of a built-in. */
async function onService({ loader, peer, times, concurrency, progress }) {
  progress('a service call, 10 in flight');
  await peer.ask('deployGreeter');
  const script = greeting(peer.peerId, loader.peerId);
  await settle(loader, peer, script, times.settle / 2);
  const load = { to: contactOf(peer), script, ttl: TTL_MS, concurrency };
  const rounds = [];
  for (let round = 0; round < times.rounds; round++) {
    const { warmUpMs, countMs } = times;
    rounds.push(await measureLoad({ loader, measured: peer, load, warmUpMs, countMs }));
  }
  return summarize(rounds);
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
  await settle(loader, echo, load.script, times.settle);
  const { warmUpMs, countMs } = times;
  return summarize([await measureLoad({ loader, measured: echo, load, warmUpMs, countMs })]);
}

/** Peer, floor, peer, floor …: each round has its own ratio, so that a slow minute slows both. */
async function besideFloor({ label, rounds: wanted, ttl, ...parts }) {
  const { times, concurrency, dataBytes } = parts;
  const rounds = [];
  for (let round = 1; round <= (wanted ?? times.rounds); round++) {
    parts.progress(`op.identity, ${label}: round ${round}`);
    const peer = await identityRound({ ...parts, ttl });
    const floor = await measureFloor(parts, { perSecond: peer.perSecond, concurrency, dataBytes });
    rounds.push({ ...floor, peer, ratio: peer.cpuMs / floor.sumMs, busyRatio: peer.cpuMs / floor.busySumMs });
  }
  const figures = [
    'echoMs',
    'busyEchoMs',
    'busyPerSecond',
    'invocationsMs',
    'signatureMs',
    'sumMs',
    'busySumMs',
  ];
  return {
    ...summarize(rounds.map(({ peer }) => peer)),
    floor: Object.fromEntries(figures.map((name) => [name, spreadOf(rounds, (round) => round[name])])),
    ratio: spreadOf(rounds, ({ ratio }) => ratio),
    busyRatio: spreadOf(rounds, ({ busyRatio }) => busyRatio),
  };
}

/** The same when the peer remembers many particles that have not expired. */
async function withManyAlive(parts) {
  const { times, peer, loader, progress } = parts;
  progress(`filling the peer with ${times.alive} particles`);
  const { actors } = await peer.ask('state');
  const script = identity(peer.peerId, loader.peerId);
  await settle(loader, peer, script, Math.max(1, times.alive - actors), LONG_TTL_MS);
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

/** The relay and two more peers, each a process; CPU is that of all three. */
async function threeHops({ times, stage, peer, progress }) {
  progress('peer.identify on three peers in sequence');
  const second = await stage.peer({ bootstrapNodes: peer.addresses });
  const third = await stage.peer({ bootstrapNodes: [...peer.addresses, ...second.addresses] });
  const peers = [peer, second, third];
  const loader = await stage.loader(...peers);
  for (const cold of [second, third])
    await settle(loader, cold, identity(cold.peerId, loader.peerId), times.settle / 2);
  const ids = peers.map(({ peerId }) => peerId);
  const load = { to: contactOf(peer), script: chain(ids, loader.peerId), ttl: TTL_MS, concurrency: 10 };
  const measured = { usage: () => usageOfAll(peers) };
  const { warmUpMs, longMs: countMs } = times;
  const rounds = [await measureLoad({ loader, measured, load, warmUpMs: warmUpMs * 2, countMs })];
  await Promise.all([second, third, loader].map((child) => child.stop()));
  return summarize(rounds);
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
