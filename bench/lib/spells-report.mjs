import { figure, table } from './format.mjs';

const NAMES = {
  least: 'one call, spread over the period',
  usual: 'reads, writes: four calls, spread',
  together: 'one call, all due at once',
};

export function report({ spells, periodSec, scenarios }) {
  const rows = Object.entries(scenarios).map(([name, one]) => [
    NAMES[name],
    figure(one.perSecond),
    figure(one.cpuMs),
    figure(one.cores),
    figure(one.p50Ms),
    figure(one.p99Ms),
    figure(one.maxMs),
    figure(one.rssMiB),
    `${one.actors}`,
    `${one.skipped}`,
  ]);
  const head = [
    `${spells} spells, period ${periodSec} s`,
    'runs/s',
    'CPU ms each',
    'cores',
    'late p50 ms',
    'p99',
    'max',
    'MiB',
    'actors',
    'skipped',
  ];
  return table([head, ...rows]);
}
