import { figure, table } from './format.mjs';

export function report({ hours, blocks, seconds, transactions, diskMiB, anvilMiB, restartMs }) {
  const row = (name, { before, most, after, stopped }) => [
    name,
    ...[before, most, after].map(figure),
    stopped === undefined ? '' : figure(stopped),
  ];
  const rows = table([
    [`${hours} h: ${blocks} blocks, ${transactions} transactions; MiB`, 'before', 'most', 'after', 'stopped'],
    row('folder of the chain', diskMiB),
    row('anvil, resident', anvilMiB),
  ]);
  return `${rows}\n\nThe blocks took ${figure(seconds)} s; the next start ${figure(restartMs)} ms`;
}
