import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Lane } from '../../model/lanes.js';
import { markAt, ROW, xOf, yOf } from '../../model/shapes.js';
import { moved, zoomed } from '../../model/span.js';
import { useSize } from '../../ui/use-size.js';
import { keyAction } from './lane-keys.js';
import { CriticalPath, LaneShapes, Links } from './lane-shapes.js';
import { TimeAxis } from './time-axis.js';
import type { Viewer } from './viewer.js';

/** A lane for each peer and worker, events over time. A click or an arrow chooses one; wheel and drag go through the time. */
export function Lanes({ viewer }: { readonly viewer: Viewer }) {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  useWheel(box, viewer, width);
  const { layout } = viewer.story.value;
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (keyAction(event.key, viewer)) event.preventDefault();
  };
  return (
    <div
      ref={box}
      class="lanes"
      role="application"
      aria-roledescription="time line"
      aria-label="Events of the particle on each peer over time. Arrows go from event to event, E to the next failure, plus and minus zoom."
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <TimeAxis viewer={viewer} width={width} />
      <div class="lanes-scroll">
        <svg width={width} height={layout.rows * ROW} aria-hidden="true" {...drag(viewer, width)}>
          {layout.lanes.map((lane) => (
            <rect
              key={lane.key}
              class="lane-band"
              y={lane.top * ROW}
              width={width}
              height={lane.rows * ROW - 1}
            />
          ))}
          {width > 0 && (
            <>
              <Links viewer={viewer} width={width} />
              <LaneShapes viewer={viewer} width={width} />
              <CriticalPath viewer={viewer} width={width} />
            </>
          )}
        </svg>
        <svg class="lanes-cursor" width={width} height={layout.rows * ROW} aria-hidden="true">
          <Cursor viewer={viewer} width={width} />
          {layout.lanes.map((lane) => (
            <LaneName key={lane.key} lane={lane} viewer={viewer} />
          ))}
        </svg>
      </div>
    </div>
  );
}

interface PartProps {
  readonly viewer: Viewer;
  readonly width: number;
}

function LaneName({ lane, viewer }: { readonly lane: Lane; readonly viewer: Viewer }) {
  const { names } = viewer.story.value;
  const name = lane.scope === 'host' ? lane.peer.name : `${lane.peer.name} / worker ${names.of(lane.scope)}`;
  return (
    <text class="lane-name" x={6} y={yOf(lane.top) + 4}>
      {name}
    </text>
  );
}

/** What comes after the event that is looked at is veiled; in a picture of its own, so that the marks are not drawn anew. */
function Cursor({ viewer, width }: PartProps) {
  const mark = viewer.mark.value;
  if (mark === undefined) return null;
  const { layout } = viewer.story.value;
  const x = xOf(mark.toUs, viewer.seen, width);
  const left = xOf(mark.fromUs, viewer.seen, width);
  const height = layout.rows * ROW;
  const row = layout.placed[mark.index]!.row;
  return (
    <>
      {x < width && (
        <rect class="veil" x={Math.max(0, x)} y={0} width={width - Math.max(0, x)} height={height} />
      )}
      <line class="cursor" x1={x} x2={x} y1={0} y2={height} />
      <rect class="chosen" x={left - 6} y={row * ROW + 0.5} width={x - left + 12} height={ROW - 1} rx={4} />
    </>
  );
}

/** Pixels that a pointer moves before it is no click. */
const CLICK = 4;

function drag(viewer: Viewer, width: number) {
  let from: { x: number; seen: { fromUs: number; toUs: number }; isDrag: boolean } | undefined;
  return {
    onPointerDown(event: TargetedPointerEvent<SVGSVGElement>) {
      from = { x: event.clientX, seen: viewer.seen, isDrag: false };
    },
    onPointerMove(event: TargetedPointerEvent<SVGSVGElement>) {
      if (from === undefined || event.buttons === 0 || width === 0) return;
      const by = from.x - event.clientX;
      from.isDrag ||= Math.abs(by) > CLICK;
      const { fromUs, toUs } = from.seen;
      if (from.isDrag && viewer.span.peek() !== undefined)
        viewer.span.value = moved(from.seen, viewer.whole, (by / width) * (toUs - fromUs));
    },
    onPointerUp(event: TargetedPointerEvent<SVGSVGElement>) {
      const isClick = from !== undefined && !from.isDrag;
      from = undefined;
      if (!isClick) return;
      const box = event.currentTarget.getBoundingClientRect();
      const { layout } = viewer.story.peek();
      const at = markAt(layout, viewer.seen, width, event.clientX - box.left, event.clientY - box.top);
      if (at !== undefined) viewer.goTo(at.mark.index);
    },
  };
}

/** With Ctrl it zooms where the pointer is; sideways it moves. A listener of its own: a page's are passive. */
function useWheel(box: { readonly current: HTMLDivElement | null }, viewer: Viewer, width: number): void {
  useEffect(() => {
    const element = box.current;
    if (element === null || width === 0) return undefined;
    const onWheel = (event: WheelEvent) => {
      const { seen, whole } = viewer;
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        const share = (event.clientX - element.getBoundingClientRect().left) / width;
        const around = seen.fromUs + share * (seen.toUs - seen.fromUs);
        viewer.span.value = zoomed(seen, whole, Math.exp(-event.deltaY / 200), around);
      } else if (sideways !== 0)
        viewer.span.value = moved(seen, whole, (sideways / width) * (seen.toUs - seen.fromUs));
      else return;
      event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [box, viewer, width]);
}
