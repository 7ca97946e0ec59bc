import { printable } from '@noctiluca/replay/trace';
import { durationText } from '../../../output/terminal/duration-text.js';
import type { Palette } from '../../../output/terminal/palette.js';
import type { View } from '../../../output/terminal/view.js';
import { wrapped } from '../../../output/terminal/wrap.js';

type Fields = Readonly<Record<string, unknown>>;

/** A line of a peer's log. */
export interface LogLine {
  /** As it stands there. */
  readonly raw: string;
  /** Milliseconds since 1970; undefined of what is no line of a log, as the last words of a process. */
  readonly timeMs?: number;
  readonly fields?: Fields;
}

export function parseLogLine(raw: string): LogLine {
  try {
    const fields = JSON.parse(raw) as Fields | null;
    if (typeof fields?.time === 'number' && typeof fields.msg === 'string') {
      return { raw, timeMs: fields.time, fields };
    }
  } catch {}
  return { raw };
}

/** Levels by their numbers, and what they mean to who reads. */
const LEVELS: readonly (readonly [number, string, keyof Palette])[] = [
  [50, 'ERROR', 'bad'],
  [40, 'WARN', 'warn'],
  [30, 'INFO', 'good'],
  [20, 'DEBUG', 'faint'],
  [0, 'TRACE', 'faint'],
];
const LEVEL_WIDTH = 5;

/** Said otherwise in a line. */
const SAID = new Set(['level', 'time', 'peer', 'module', 'part', 'composite', 'msg', 'err', 'durationMs']);

/**
 * A line as people read it: peer, time (UTC), level, part, message, and what else it has; below it the stack of an error.
 * @param peer padded to the width that all have
 */
export function logText(peer: string, { raw, timeMs, fields }: LogLine, { width, palette }: View): string {
  const lines =
    fields === undefined ? [printable(raw)] : [headOf(timeMs!, fields, palette), ...stackOf(fields)];
  return lines
    .map((line, index) => `${palette.name(peer)}  ${index === 0 ? line : palette.faint(line)}`)
    .flatMap((line) => (width === undefined ? [line] : wrapped(line, width, peer.length + 2)))
    .join('\n');
}

function headOf(timeMs: number, fields: Fields, palette: Palette): string {
  const [, level, meaning] = LEVELS.find(([least]) => Number(fields.level ?? 0) >= least) ?? LEVELS.at(-1)!;
  const rest = Object.entries(fields).filter(([name]) => !SAID.has(name));
  const part = fields.module ?? fields.part ?? fields.composite;
  const parts = [
    palette.faint(timeText(timeMs)),
    palette[meaning](level.padEnd(LEVEL_WIDTH)),
    typeof part === 'string' ? palette.strong(printable(part)) : '',
    printable(String(fields.msg)) + errorText(fields.err),
    palette.faint(
      [...rest.map(([name, value]) => `${name}=${valueText(value)}`), tookText(fields.durationMs)]
        .join(' ')
        .trim(),
    ),
  ];
  return parts.filter((each) => each !== '').join('  ');
}

/** Month and day too: a log has several runs in it. */
function timeText(timeMs: number): string {
  const date = new Date(timeMs);
  return Number.isNaN(date.getTime()) ? String(timeMs) : date.toISOString().slice(5, 23).replace('T', ' ');
}

function tookText(ms: unknown): string {
  return typeof ms === 'number' ? `took ${durationText(ms)}` : '';
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' && !/[\s"]/.test(value) ? value : JSON.stringify(value);
  return printable(text);
}

/** What was thrown and what that came from. */
function errorText(thrown: unknown): string {
  const { message, cause } = (thrown ?? {}) as { message?: unknown; cause?: unknown };
  return typeof message === 'string' ? `: ${printable(message)}${errorText(cause)}` : '';
}

function stackOf({ level, err }: Fields): string[] {
  const { stack } = (err ?? {}) as { stack?: unknown };
  if (typeof stack !== 'string' || Number(level) < LEVELS[0]![0]) return [];
  return stack.split('\n').slice(1).map(printable);
}
