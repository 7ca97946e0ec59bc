import { figure, table } from './format.mjs';

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

export function report({ top, rate, seconds, done, lost, failures, rows }) {
  const third = Math.max(1, Math.floor(rows.length / 3));
  const [early, late] = [rows.slice(0, third), rows.slice(-third)].map((part) =>
    mean(part.map(({ rssMiB }) => rssMiB)),
  );
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
  ].join('\n\n');
}
