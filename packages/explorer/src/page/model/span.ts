/** A part of the time that is shown, microseconds since the epoch. */
export interface Span {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Nothing is looked at more closely than this, microseconds. */
const SHORTEST_US = 20;

/** @param by above 1 looks more closely @param aroundUs what stays where it is */
export function zoomed(span: Span, whole: Span, by: number, aroundUs: number): Span {
  const length = Math.max(SHORTEST_US, (span.toUs - span.fromUs) / by);
  const share = (aroundUs - span.fromUs) / (span.toUs - span.fromUs);
  const fromUs = aroundUs - share * length;
  return within({ fromUs, toUs: fromUs + length }, whole);
}

export function moved(span: Span, whole: Span, byUs: number): Span {
  return within({ fromUs: span.fromUs + byUs, toUs: span.toUs + byUs }, whole);
}

/** Moved as little as needed to have that moment in it. */
export function showing(span: Span, whole: Span, atUs: number): Span {
  if (atUs >= span.fromUs && atUs <= span.toUs) return span;
  return moved(span, whole, atUs - (span.fromUs + span.toUs) / 2);
}

function within({ fromUs, toUs }: Span, whole: Span): Span {
  const length = Math.min(toUs - fromUs, whole.toUs - whole.fromUs);
  const from = Math.min(Math.max(fromUs, whole.fromUs), whole.toUs - length);
  return { fromUs: from, toUs: from + length };
}

const NICE = [1, 2, 5];

/** Round moments in a span, at most so many, counted from `originUs`. */
export function ticks({ fromUs, toUs }: Span, originUs: number, most: number): number[] {
  const rough = (toUs - fromUs) / Math.max(1, most);
  const ten = 10 ** Math.floor(Math.log10(Math.max(rough, 1e-3)));
  const step = ten * (NICE.find((nice) => nice * ten >= rough) ?? 10);
  const first = Math.ceil((fromUs - originUs) / step);
  const last = Math.floor((toUs - originUs) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => originUs + (first + i) * step);
}

/** When something was, counted from a beginning: events that follow each other closely have to be told apart. */
export function sinceText(us: number): string {
  return `${(us / 1000).toFixed(us < 1_000_000 ? 2 : 1)} ms`;
}

/** A length of time in words: `340 µs`, `12.3 ms`, `4.2 s`. */
export function durationText(us: number): string {
  if (us < 1000) return `${Math.round(us)} µs`;
  if (us < 10_000) return `${(us / 1000).toFixed(1)} ms`;
  if (us < 1_000_000) return `${Math.round(us / 1000)} ms`;
  return us < 60_000_000 ? `${(us / 1_000_000).toFixed(1)} s` : `${Math.round(us / 60_000_000)} min`;
}
