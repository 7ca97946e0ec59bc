import type { TraceEntry } from '@noctiluca/particle';
import { cut, type Names } from './names.js';

/** Characters of one value in a line. */
const MAX_VALUE = 72;

/** One line of what happened, in the words of its reader. */
export function entryText(entry: TraceEntry, names: Names): string {
  switch (entry.kind) {
    case 'received':
      return `came from ${names.of(entry.from)}, ${entry.bytes} B`;
    case 'arrived':
      return entry.scope === 'host' ? 'let in' : `to worker ${names.of(entry.scope)}`;
    case 'interpreted':
      return runText(entry, names);
    case 'called':
      return callText(entry, names);
    case 'sent':
      return `→ ${names.of(entry.to)}, ${entry.bytes} B`;
    case 'kept':
      return `! waits for ${names.of(entry.to)}, which was here and is gone`;
    case 'noticed':
      return noticeText(entry, names);
    case 'dropped':
      return `✗ given up (${entry.stage}): ${entry.reason}${entry.detail ? `, ${names.in(entry.detail)}` : ''}`;
  }
}

function runText(entry: Extract<TraceEntry, { kind: 'interpreted' }>, names: Names): string {
  const { durationMs, waitMs, calls, nextPeers, retCode, error = '' } = entry;
  const time = `ran ${ms(durationMs)}${waitMs >= 0.05 ? ` after ${ms(waitMs)}` : ''}`;
  const wants = [
    ...(calls > 0 ? [`${calls} ${calls === 1 ? 'call' : 'calls'}`] : []),
    ...(nextPeers.length > 0 ? [`to ${nextPeers.map((peer) => names.of(peer)).join(', ')}`] : []),
  ];
  const failed = retCode === 0 ? '' : `  ✗ AquaVM ${retCode}: ${cut(names.in(error), 4 * MAX_VALUE)}`;
  return `${time}${wants.length > 0 ? `: ${wants.join(', ')}` : ''}${failed}`;
}

function callText(entry: Extract<TraceEntry, { kind: 'called' }>, names: Names): string {
  const { serviceId, functionName, args, result, error, durationMs } = entry;
  const given = cut(names.in(args).replace(/^\[|\]$/g, ''), MAX_VALUE);
  const answer =
    error === undefined
      ? `= ${cut(names.in(result ?? ''), MAX_VALUE)}`
      : `✗ ${cut(names.in(error), 4 * MAX_VALUE)}`;
  return `${names.in(`${serviceId}.${functionName}`)}(${given}) ${answer}  ${ms(durationMs)}`;
}

function noticeText(entry: Extract<TraceEntry, { kind: 'noticed' }>, names: Names): string {
  const told = entry.to === undefined ? '' : `, told ${names.of(entry.to)}`;
  return `! ${names.of(entry.peerId)} says: ${names.in(entry.text)}${told}`;
}

/** Milliseconds, with as many digits as tell something. */
export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
