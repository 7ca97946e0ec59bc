import { figure, table } from './format.mjs';

export function report({ rows }) {
  const heading = ['', 'sent', 'ok', 'refused', 'answered', 'lost', 'pauses', 'per s'];
  const lines = rows.map(({ name, total, ok, answered, pauses, seconds }) => [
    ...[name, String(total), String(ok), String(total - ok), String(answered), String(ok - answered)],
    ...[String(pauses), figure(answered / seconds)],
  ]);
  const lost = rows.reduce((sum, { ok, answered }) => sum + ok - answered, 0);
  const verdict = lost === 0 ? 'sent ok = answered, to the last' : `${lost} that were sent ok have no answer`;
  return [table([heading, ...lines]), '', verdict].join('\n');
}
