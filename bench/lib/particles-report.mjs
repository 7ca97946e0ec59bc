import { figure, range, table, verdict } from './format.mjs';

/** nox 0.28.2 under the same load (spec/nox-measured.md). */
const NOX = {
  alone: ['–', '12–16', '–', '–'],
  ten: ['120–150', '63–78', '130–200', '6.1–7.2'],
  many: ['144', '433', '–', '–'],
  service: ['133–140', '–', '–', '6.5–7.0'],
  hops: ['43–52', '–', '–', '27–31'],
  big: ['1.1–1.5', '–', '–', '240'],
  alive: ['42–61', '–', '–', '16–23'],
};

const LABELS = {
  alone: 'op.identity, 1 in flight',
  ten: 'op.identity, 10 in flight',
  many: 'op.identity, 64 in flight',
  service: 'a service call, 10 in flight',
  hops: 'peer.identify on 3 peers, 10 in flight',
  big: 'op.identity of 2 MiB, 2 in flight',
};

export function report({ scenarios, prototypeLike, rssMiB, alive, pinned }) {
  const labels = { ...LABELS, alive: `op.identity, 10 in flight, ${alive} alive` };
  const rows = Object.entries(labels).map(([name, label]) => {
    const { perSecond, p50, p99, cpuMs } = scenarios[name];
    return [label, ...[perSecond, p50, p99, cpuMs].flatMap((value, at) => [range(value), NOX[name][at]])];
  });
  const heading = ['scenario', 'per s', 'nox', 'p50 ms', 'nox', 'p99 ms', 'nox', 'CPU ms each', 'nox'];
  return [
    table([heading, ...rows]),
    floorTable(scenarios, alive, prototypeLike),
    targets(scenarios, rssMiB, alive),
    notes(scenarios, pinned),
  ].join('\n\n');
}

function floorTable({ ten, many, alive }, aliveCount, prototypeLike) {
  const row = (label, { floor, cpuMs, ratio, busyRatio }) => [
    label,
    ...[floor.echoMs, floor.invocationsMs, floor.signatureMs, floor.sumMs, cpuMs, ratio].map(range),
    ...[floor.busyEchoMs, busyRatio].map(range),
  ];
  const heading = ['CPU ms per particle', 'frame echoed', '2 × AquaVM', 'signature', 'sum', 'peer', 'ratio'];
  return [
    table([
      [...heading, 'echoed at full speed', 'ratio to that sum'],
      row('10 in flight', ten),
      row('64 in flight', many),
      row(`${aliveCount} alive`, alive),
    ]),
    `The general libp2p stack echoing frames, 10 in flight: ${range(prototypeLike.cpuMs)} ms`,
  ].join('\n');
}

function targets({ alone, ten, alive }, rssMiB, aliveCount) {
  const row = (label, value, limit) => [label, figure(value), `≤ ${limit}`, verdict(value, limit)];
  return table([
    ['target', 'measured', 'limit', ''],
    row('CPU over the floor, op.identity', ten.ratio.median, 1.25),
    row(`the same with ${aliveCount} alive`, alive.ratio.median, 1.3),
    row('p50 alone, ms (half of nox)', alone.p50.median, 6),
    row('memory idle, MiB', rssMiB.idle, 150),
    ['memory under load, MiB', figure(rssMiB.loaded), '', ''],
    [`memory with ${aliveCount} alive, MiB`, figure(rssMiB.manyAlive), '', ''],
  ]);
}

/** What makes a figure doubtful. */
function notes(scenarios, pinned) {
  const lines = Object.entries(scenarios).flatMap(([name, { lost, failures, loaderCpu }]) => [
    ...(lost > 0 ? [`${name}: ${lost} particles never came back`] : []),
    ...(failures.length > 0 ? [`${name}: sends failed, such as "${failures[0]}"`] : []),
    ...(loaderCpu.max > 0.9 ? [`${name}: the loader used ${figure(loaderCpu.max * 100)} % of its core`] : []),
  ]);
  if (!pinned) lines.push('taskset is missing: peer and loader may have shared a core');
  return lines.length === 0 ? 'none lost, no send failed' : lines.join('\n');
}
