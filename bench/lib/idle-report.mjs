import { figure, table, verdict } from './format.mjs';

const MIB = 2 ** 20;
/** A gigabyte and ten seconds for 500 services. */
const MOST_MIB = 1e9 / MIB;
const MOST_MS = 10_000;

export function report({ services, createMs, startMs, callMs, rssMiB }) {
  return table([
    [`${services} services of two modules`, 'ms', 'memory MiB after', 'limit', ''],
    ['a peer without services', '', figure(rssMiB.without)],
    [
      'created',
      figure(createMs),
      figure(rssMiB.created),
      `≤ ${figure(MOST_MIB)} MiB`,
      verdict(rssMiB.created, MOST_MIB),
    ],
    [
      'the next start, all up',
      figure(startMs),
      figure(rssMiB.idle),
      `≤ ${MOST_MS} ms`,
      verdict(startMs, MOST_MS),
    ],
    [
      'a call of each',
      figure(callMs),
      figure(rssMiB.called),
      `≤ ${figure(MOST_MIB)} MiB`,
      verdict(rssMiB.called, MOST_MIB),
    ],
  ]);
}
