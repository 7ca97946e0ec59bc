import { range, table } from './format.mjs';

export function report({ other, calls }) {
  const rows = Object.entries(calls).flatMap(([call, { here, there, cpuRatio, rateRatio }]) => [
    [call, 'here', range(here.perSecond), range(here.p50), range(here.cpuMs), String(here.lost)],
    ['', 'there', range(there.perSecond), range(there.p50), range(there.cpuMs), String(there.lost)],
    ['', 'here / there', range(rateRatio), '', range(cpuRatio), ''],
  ]);
  return [
    `there: ${other}`,
    table([['10 in flight', '', 'per s', 'p50 ms', 'CPU ms each', 'lost'], ...rows]),
  ].join('\n\n');
}
