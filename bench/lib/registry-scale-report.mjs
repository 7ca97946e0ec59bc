import { writeFileSync } from 'node:fs';
import { plot } from '../registry-scale/plot.mjs';
import { figure, table } from './format.mjs';

const percent = (share) => `${Math.round(share * 100)} %`;

export function report({ rows }) {
  const lines = rows.map((row) => [
    String(row.peers),
    row.neighbourhood,
    percent(row.churn),
    figure(row.copies),
    figure(row.registering.messages),
    figure(row.resolving.hops),
    figure(row.resolving.messages),
    row.resolving.ms === null ? '–' : figure(row.resolving.ms),
    percent(row.resolving.success),
    percent(row.afterChurn.success),
    percent(row.afterReplication.success),
  ]);
  writeFileSync(new URL('../../docs/registry-scale.svg', import.meta.url), plot(rows));
  const heading = [
    'peers',
    'neighbourhood',
    'leave',
    'copies',
    'messages to register',
    'hops to resolve',
    'messages',
    'ms',
    'found',
    'after churn',
    'after replication and churn',
  ];
  return `${table([heading, ...lines])}\n\nThe plot is in docs/registry-scale.svg`;
}
