import type { Layout, Placed } from './lanes.js';
import type { Tone } from './marks.js';
import type { Span } from './span.js';

/** Pixels. */
export const ROW = 18;
const BAR = 12;
const POINT = 4;

/** Where a moment stands, pixels from the left. */
export function xOf(us: number, { fromUs, toUs }: Span, width: number): number {
  return ((us - fromUs) / (toUs - fromUs)) * width;
}

/** Middle of a row, pixels from the top. */
export function yOf(row: number): number {
  return row * ROW + ROW / 2;
}

/**
 * One path for each tone: thousands of marks are a dozen elements of a page. Marks that would fall on the same pixels are drawn
 * once.
 */
export function shapesOf({ placed }: Pick<Layout, 'placed'>, span: Span, width: number): Map<Tone, string> {
  const parts = new Map<Tone, string[]>();
  const drawn = new Set<string>();
  const add = (tone: Tone, part: string) => {
    if (drawn.has(part + tone)) return;
    drawn.add(part + tone);
    const known = parts.get(tone);
    if (known === undefined) parts.set(tone, [part]);
    else known.push(part);
  };
  for (const { mark, row } of placed) {
    if ((mark.waitFromUs ?? mark.fromUs) > span.toUs || mark.toUs < span.fromUs) continue;
    const y = yOf(row);
    const [from, to] = [mark.fromUs, mark.toUs].map((us) => xOf(us, span, width)) as [number, number];
    if (mark.waitFromUs !== undefined) {
      const wait = xOf(mark.waitFromUs, span, width);
      if (from - wait >= 1) add('wait', bar(wait, from, y, width, 4));
    }
    if (mark.tone === 'send' && to - from >= 1) add('wait', bar(from, to, y, width, 2));
    add(mark.tone, isPoint(mark.tone) ? POINTS[mark.tone](Math.round(to), y) : bar(from, to, y, width, BAR));
  }
  return new Map([...parts].map(([tone, list]) => [tone, list.join('')]));
}

type PointTone = 'arrival' | 'send' | 'kept' | 'notice' | 'drop';

function isPoint(tone: Tone): tone is PointTone {
  return tone in POINTS;
}

const triangle = (x: number, y: number, back: number) =>
  `M${x + back} ${y - POINT}L${x} ${y}L${x + back} ${y + POINT}z`;
const diamond = (x: number, y: number) =>
  `M${x} ${y - POINT}l${POINT} ${POINT}l${-POINT} ${POINT}l${-POINT} ${-POINT}z`;

const POINTS: Readonly<Record<PointTone, (x: number, y: number) => string>> = {
  arrival: (x, y) => triangle(x, y, -2 * POINT),
  send: (x, y) => triangle(x + 2 * POINT, y, -2 * POINT),
  kept: diamond,
  notice: diamond,
  drop: (x, y) => `M${x - 5} ${y - 3}l2-2l3 3l3-3l2 2l-3 3l3 3l-2 2l-3-3l-3 3l-2-2l3-3z`,
};

function bar(from: number, to: number, y: number, width: number, height: number): string {
  const left = round(Math.max(from, -2));
  const right = round(Math.min(to, width + 2));
  return `M${left} ${y - height / 2}h${round(Math.max(right - left, 1.5))}v${height}h${-round(Math.max(right - left, 1.5))}z`;
}

function round(x: number): number {
  return Math.round(x * 2) / 2;
}

/** Pixels that a pointer may be beside a mark. */
const NEAR = 8;

/** The mark at a place of the picture. */
export function markAt(
  { placed }: Pick<Layout, 'placed'>,
  span: Span,
  width: number,
  x: number,
  y: number,
): Placed | undefined {
  const row = Math.floor(y / ROW);
  let best: Placed | undefined;
  let least = NEAR;
  for (const each of placed) {
    if (each.row !== row) continue;
    const left = xOf(each.mark.fromUs, span, width);
    const right = Math.max(xOf(each.mark.toUs, span, width), left + 1.5);
    const distance = x < left ? left - x : x > right ? x - right : 0;
    if (distance < least || (distance === least && distance === 0 && best !== undefined))
      [best, least] = [each, distance];
  }
  return best;
}
