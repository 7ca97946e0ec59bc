import { keyOf } from '../../model/lanes.js';
import type { Mark } from '../../model/marks.js';
import { zoomed } from '../../model/span.js';
import type { Viewer } from './viewer.js';

const ZOOM = 1.6;

/** What a key does on the time line. @returns whether it does anything */
export function keyAction(key: string, viewer: Viewer): boolean {
  const action = ACTIONS[key.length === 1 ? key.toLowerCase() : key];
  action?.(viewer);
  return action !== undefined;
}

const ACTIONS: Readonly<Record<string, (viewer: Viewer) => void>> = {
  ArrowRight: (viewer) => viewer.goTo(viewer.position.peek() + 1),
  ArrowLeft: (viewer) => viewer.goTo(viewer.position.peek() - 1),
  ArrowDown: (viewer) => step(viewer, 1, isSameLane(viewer)),
  ArrowUp: (viewer) => step(viewer, -1, isSameLane(viewer)),
  Home: (viewer) => viewer.goTo(0),
  End: (viewer) => viewer.goTo(Number.MAX_SAFE_INTEGER),
  e: (viewer) => step(viewer, 1, isFailure),
  '+': (viewer) => zoom(viewer, ZOOM),
  '=': (viewer) => zoom(viewer, ZOOM),
  '-': (viewer) => zoom(viewer, 1 / ZOOM),
  '0': (viewer) => {
    viewer.span.value = undefined;
  },
};

export function isFailure({ tone }: Mark): boolean {
  return tone === 'failed-call' || tone === 'failed-run' || tone === 'drop';
}

export function zoom(viewer: Viewer, by: number): void {
  const { seen, whole } = viewer;
  const mark = viewer.mark.peek();
  const isSeen = mark !== undefined && mark.toUs >= seen.fromUs && mark.toUs <= seen.toUs;
  const around = isSeen ? mark.toUs : (seen.fromUs + seen.toUs) / 2;
  const span = zoomed(seen, whole, by, around);
  viewer.span.value = span.toUs - span.fromUs >= whole.toUs - whole.fromUs ? undefined : span;
}

function isSameLane(viewer: Viewer): (mark: Mark) => boolean {
  const at = viewer.mark.peek();
  return (mark) => at === undefined || keyOf(mark) === keyOf(at);
}

/** The next one of those, from the beginning again past the end. */
export function step(viewer: Viewer, by: 1 | -1, isWanted: (mark: Mark) => boolean): void {
  const { marks } = viewer.story.peek();
  const start = viewer.position.peek();
  for (let i = 1; i <= marks.length; i++) {
    const at = (((start + by * i) % marks.length) + marks.length) % marks.length;
    if (!isWanted(marks[at]!)) continue;
    viewer.goTo(at);
    return;
  }
}
