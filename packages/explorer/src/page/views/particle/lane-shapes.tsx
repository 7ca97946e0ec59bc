import { useComputed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Mark } from '../../model/marks.js';
import { shapesOf, xOf, yOf } from '../../model/shapes.js';
import type { Viewer } from './viewer.js';

interface PartProps {
  readonly viewer: Viewer;
  readonly width: number;
}

/** All marks: a path for each tone. */
export function LaneShapes({ viewer, width }: PartProps) {
  const { layout } = viewer.story.value;
  const { seen } = viewer;
  const shapes = useMemo(() => shapesOf(layout, seen, width), [layout, seen, width]);
  return (
    <g>
      {[...shapes].map(([tone, d]) => (
        <path key={tone} class={`mark tone-${tone}`} d={d} />
      ))}
    </g>
  );
}

/** From a send to the arrival that it led to. */
export function Links({ viewer, width }: PartProps) {
  const { links, layout } = viewer.story.value;
  const { seen } = viewer;
  const d = links
    .filter(({ from, to }) => to.toUs >= seen.fromUs && begin(from) <= seen.toUs)
    .map(({ from, to }) => {
      const [x1, x2] = [begin(from), to.toUs].map((us) => Math.round(xOf(us, seen, width)));
      return `M${x1} ${yOf(layout.placed[from.index]!.row)}L${x2} ${yOf(layout.placed[to.index]!.row)}`;
    });
  return <path class="link" d={[...new Set(d)].join('')} />;
}

/** A peer has taken what was sent before its sender hears so. */
function begin({ tone, fromUs, toUs }: Mark): number {
  return tone === 'send' ? fromUs : toUs;
}

/** A line through what made the particle take as long as it did. */
export function CriticalPath({ viewer, width }: PartProps) {
  const path = useComputed(() => [...viewer.story.value.critical]);
  const { layout } = viewer.story.value;
  const { seen } = viewer;
  const place = (mark: Mark, us: number) =>
    `${Math.round(xOf(us, seen, width))} ${yOf(layout.placed[mark.index]!.row)}`;
  const last = path.value.at(-1);
  const points = path.value.flatMap((mark) => [
    place(mark, mark.fromUs),
    place(mark, mark === last ? mark.toUs : begin(mark)),
  ]);
  return points.length < 2 ? null : <path class="critical" d={`M${points.join('L')}`} />;
}
