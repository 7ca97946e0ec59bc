import { parseDuration } from '@noctiluca/node/units';

const DAY_SEC = 86_400;
/** Months and years are longer in peers' configurations. */
const SECONDS_OF: Readonly<Record<string, number>> = {
  ...{ second: 1, minute: 60, hour: 3600, day: DAY_SEC, week: 7 * DAY_SEC },
  ...{ month: 30.4375 * DAY_SEC, year: 365.25 * DAY_SEC },
};

/** Seconds of a time of provider.yaml, as "100 days" or "1h 30m"; nothing for other text. */
export function durationSec(text: string): number | undefined {
  const [, count, unit] =
    /^(\d+(?:\.\d+)?) ?(second|minute|hour|day|week|month|year)s?$/.exec(text.trim()) ?? [];
  if (unit !== undefined) return Math.floor(Number(count) * SECONDS_OF[unit]!);
  const ms = parseDuration(text);
  return ms === undefined ? undefined : Math.floor(ms / 1000);
}
