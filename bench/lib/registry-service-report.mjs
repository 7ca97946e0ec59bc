import { figure, table } from './format.mjs';

export function report({ keys, records, bytes, calls }) {
  const rows = calls.map(({ name, count, milliseconds: { median, p99, max } }) => [
    name,
    String(count),
    ...[median, p99, max].map(figure),
  ]);
  const title = `${keys} keys, ${records} records, ${figure(bytes / 2 ** 20)} MiB`;
  return `${title}\n\n${table([['ms per call', 'calls', 'median', 'p99', 'greatest'], ...rows])}`;
}
