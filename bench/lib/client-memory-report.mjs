import { figure, table } from './format.mjs';

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

export function report({ arms }) {
  const rows = Object.entries(arms).flatMap(([name, all]) =>
    all
      .filter((_, i) => i % 4 === 0)
      .map(({ calls, heapMiB, rssMiB, resources }) => [
        ...[name, String(calls), heapMiB.toFixed(2), figure(rssMiB), String(resources)],
      ]),
  );
  const heading = ['', 'calls', 'heap and buffers MiB', 'memory MiB', 'handles'];
  return [table([heading, ...rows]), '', ...Object.entries(arms).map(growth)].join('\n');
}

function growth([name, rows]) {
  const third = Math.floor(rows.length / 3);
  const [early, late] = [rows.slice(0, third), rows.slice(-third)].map((part) =>
    mean(part.map(({ heapMiB }) => heapMiB)),
  );
  return `${name}: ${figure(early)} MiB in the first third, ${figure(late)} in the last: ${figure(late / early)} times`;
}
