import { range, table, verdict } from './format.mjs';

export function report({ httpMs, particleMs, rssMiB, localUp, help, aqua }) {
  const row = (label, value, limit, nox = '') => [
    label,
    range(value),
    limit === undefined ? '' : `≤ ${limit}`,
    limit === undefined ? '' : verdict(value.median, limit),
    nox,
  ];
  return table([
    ['from the start of the process', 'median (min–max)', 'target', '', 'nox'],
    row('HTTP answers, ms', httpMs, undefined, '300–700'),
    row('first particle answered, ms', particleMs, 1000, '14 000'),
    row('memory after 5 s idle, MiB', rssMiB, 150, '840–860'),
    row('fluence local up, 3 peers ready, ms', localUp.readyMs, 2000),
    row('the same command as a whole, ms', localUp.ms),
    row('fluence run, a call at the relay, ms', localUp.runMs),
    row('the same call again, ms', localUp.runAgainMs, 1500),
    row('fluence --help, ms', help, 300),
    row('fluence aqua, one small file, ms', aqua.cold, 1300),
    row('the same, nothing changed, ms', aqua.unchanged, 400),
  ]);
}
