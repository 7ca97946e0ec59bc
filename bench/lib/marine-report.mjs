import { figure, range, table, verdict } from './format.mjs';

/** How many times faster than marine-js a call has to be. */
const TARGET = 10;

export function report({ cases, pipeline }) {
  const perSecond = ({ median }) => figure(1e6 / median);
  const rows = cases.map(({ name, microseconds, ratio }) => [
    name,
    range(microseconds.inThread),
    range(microseconds.inThreadJson),
    range(microseconds.throughThread),
    perSecond(microseconds.throughThreadPiped),
    range(microseconds.marineJs),
    range(ratio),
    verdict(TARGET, ratio.median),
  ]);
  const heading = [
    'µs per call',
    'this thread',
    'with JSON text',
    'service thread',
    `calls/s, ${pipeline} at a time`,
    'marine-js',
    'marine-js / this thread',
    `≥ ${TARGET}`,
  ];
  return table([heading, ...rows]);
}
