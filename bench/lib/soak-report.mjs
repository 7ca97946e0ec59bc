import { figure, table } from './format.mjs';
import { slopeOf } from './stats.mjs';

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What memory did after the first third, in which caches fill: by the line that fits it best. */
function trend(rows, seconds) {
  const steady = rows.slice(Math.floor(rows.length / 3)).map(({ rssMiB }) => rssMiB);
  const minutes = (steady.length * seconds) / rows.length / 60;
  const rise = slopeOf(steady) * (steady.length - 1);
  return { minutes, perMinute: rise / minutes, percent: (100 * rise) / mean(steady) };
}

/** The most that was kept of particles, beside its bound. */
function keptLines(rows, bounds) {
  const names = Object.keys(rows[0]?.kept ?? {});
  return names.map((name) => {
    const most = Math.max(...rows.map(({ kept }) => kept[name]));
    const verdict = most <= bounds[name] ? 'within' : 'BEYOND';
    return `${name}: ${figure(most)} MiB at most, ${verdict} its ${bounds[name]} MiB`;
  });
}

export function report({ top, rate, seconds, done, lost, failures, rows, bounds }) {
  const third = Math.max(1, Math.floor(rows.length / 3));
  const [early, late] = [rows.slice(0, third), rows.slice(-third)].map((part) =>
    mean(part.map(({ rssMiB }) => rssMiB)),
  );
  const { minutes, perMinute, percent } = trend(rows, seconds);
  const lines = rows.map(({ perSecond, p50, p99, cpuMs, rssMiB, actors }, index) => [
    String(index + 1),
    ...[perSecond, p50, p99, cpuMs, rssMiB].map(figure),
    String(actors),
  ]);
  return [
    `Top rate ${figure(top)} particles a second with a service call each; ${rate} a second for ${seconds} s`,
    table([['stretch', 'per s', 'p50 ms', 'p99 ms', 'CPU ms each', 'memory MiB', 'actors'], ...lines]),
    `${done} particles came back, ${lost} were lost, ${failures.length} could not be sent`,
    `Memory of the first third ${figure(early)} MiB, of the last ${figure(late)} MiB: ${figure(late / early)} times`,
    `Over the last ${figure(minutes)} min it rose by ${figure(perMinute)} MiB a minute, ${figure(percent)} % in all`,
    ...keptLines(rows, bounds),
  ].join('\n\n');
}
