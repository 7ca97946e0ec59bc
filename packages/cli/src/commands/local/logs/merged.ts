import type { View } from '../../../output/terminal/view.js';
import { logText, parseLogLine } from './log-line.js';

/** Lines of the logs of some peers in the order of their times; what has none follows what it stands behind. */
export function mergedText(
  logs: readonly { readonly name: string; readonly lines: readonly string[] }[],
  nameWidth: number,
  view: View,
): string {
  const all = logs.flatMap(({ name, lines }) => {
    let timeMs = 0;
    return lines.map((raw) => {
      const line = parseLogLine(raw);
      timeMs = line.timeMs ?? timeMs;
      return { name: name.padEnd(nameWidth), line, timeMs };
    });
  });
  all.sort((a, b) => a.timeMs - b.timeMs);
  return all.map(({ name, line }) => logText(name, line, view)).join('\n');
}

export function lineText(name: string, raw: string, view: View): string {
  return logText(name, parseLogLine(raw), view);
}
