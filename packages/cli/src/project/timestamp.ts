/** Seconds since the epoch are 32 bits wide on peers (spec/nox.md §5.1). */
export const MAX_SECONDS = 2 ** 32 - 1;

/** Seconds since the epoch, or what is wrong with the text in words that follow it. */
export type ParsedTimestamp = { readonly seconds: number } | { readonly problem: string };

const DATE = /^\d{4}-\d\d-\d\d$/;
const TIMESTAMP =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Reads an ISO 8601 timestamp, to the nearest second as upstream does. It needs a time zone: without one, upstream's means
 * another moment on each machine.
 */
export function parseTimestamp(text: string): ParsedTimestamp {
  if (DATE.test(text)) return { problem: `has no time of day: write "${text}T00:00:00Z"` };
  const [, year, month, day, hour, minute, second, fraction, zone] = TIMESTAMP.exec(text) ?? [];
  if (year === undefined) return { problem: 'is no ISO timestamp; write it like "2023-07-06T23:59:59Z"' };
  if (zone === undefined) return { problem: withoutZone(text) };
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (!date.toISOString().startsWith(`${year}-${month}-${day}`))
    return { problem: `is no date: there is no ${year}-${month}-${day}` };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59)
    return { problem: 'is no time of day' };
  const offset = offsetMinutes(zone);
  if (offset === undefined) return { problem: `has no such time zone as ${zone}` };
  date.setUTCHours(Number(hour), Number(minute) - offset, Number(second ?? 0));
  return inRange(date.getTime() / 1000 + Math.round(Number(`0.${fraction ?? 0}`)));
}

/** The moment, to be told. */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

function withoutZone(text: string): string {
  return `has no time zone: write "${text}Z" for UTC, or an offset as in "${text}+02:00"`;
}

/** Minutes that the zone is ahead of UTC; `undefined` for what is none. */
function offsetMinutes(zone: string): number | undefined {
  if (zone.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', ''))];
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function inRange(seconds: number): ParsedTimestamp {
  if (seconds >= 0 && seconds <= MAX_SECONDS) return { seconds };
  return { problem: `lies outside of what peers count: ${isoTime(0)} to ${isoTime(MAX_SECONDS)}` };
}
