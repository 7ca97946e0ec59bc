import { entryText } from '@noctiluca/replay/trace';
import { sinceText } from '../../model/span.js';
import { isFailure, step, zoom } from './lane-keys.js';
import type { Viewer } from './viewer.js';

/** Goes through the events in the order of time. */
export function ScrubBar({ viewer }: { readonly viewer: Viewer }) {
  const { marks } = viewer.story.value;
  const at = viewer.position.value;
  const by = (steps: number) => () => viewer.goTo(at + steps);
  return (
    <div class="scrub" role="group" aria-label="Go through the events">
      <button type="button" onClick={by(-1)} disabled={at <= 0} aria-label="Event before">
        ◀
      </button>
      <input
        type="range"
        min={0}
        max={Math.max(0, marks.length - 1)}
        value={Math.max(0, at)}
        aria-label="Event, in the order of time"
        aria-valuetext={valueText(viewer)}
        onInput={(event) => viewer.goTo(Number(event.currentTarget.value))}
      />
      <button type="button" onClick={by(1)} disabled={at >= marks.length - 1} aria-label="Event after">
        ▶
      </button>
      <button type="button" onClick={() => step(viewer, 1, isFailure)} disabled={!marks.some(isFailure)}>
        Next failure
      </button>
      <button type="button" onClick={() => zoom(viewer, 2)} aria-label="Zoom in">
        +
      </button>
      <button type="button" onClick={() => zoom(viewer, 0.5)} aria-label="Zoom out">
        −
      </button>
      <button
        type="button"
        onClick={() => {
          viewer.span.value = undefined;
        }}
      >
        Fit
      </button>
    </div>
  );
}

function valueText({ mark, story }: Viewer): string {
  const chosen = mark.value;
  if (chosen === undefined) return 'none';
  const { names, layout } = story.value;
  return `${sinceText(chosen.toUs - layout.fromUs)}, ${chosen.peer.name}: ${entryText(chosen.entry, names)}`;
}
