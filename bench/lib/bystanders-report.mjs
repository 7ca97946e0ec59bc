import { figure, table, verdict } from './format.mjs';

/** p99 under attack may be so many times the quiet one. */
const FACTOR = 3;

export function report({ clients, attacks }) {
  const head = [
    `${clients} clients, during`,
    'quiet p50 ms',
    'p99',
    'attacked p50',
    'p99',
    'max',
    'lost',
    '/health p99 ms',
    'MiB at most',
    'process',
    `p99 ≤ ${FACTOR} × quiet`,
  ];
  const rows = Object.entries(attacks).map(([kind, { quiet, attacked, rssMiB }]) => [
    kind,
    figure(quiet.p50),
    figure(quiet.p99),
    figure(attacked.p50),
    figure(attacked.p99),
    figure(attacked.maxMs),
    `${attacked.lost ?? '–'} of ${(attacked.echoes ?? 0) + (attacked.lost ?? 0)}`,
    figure(attacked.healthMs),
    figure(rssMiB),
    rssMiB === undefined ? 'ended' : 'alive',
    verdict(attacked.p99, FACTOR * quiet.p99),
  ]);
  return table([head, ...rows]);
}
