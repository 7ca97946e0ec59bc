import { xOf } from '../../model/shapes.js';
import { durationText, ticks } from '../../model/span.js';
import type { Viewer } from './viewer.js';

/** Pixels. */
const [HEIGHT, PER_TICK] = [20, 90];

/** Time since the particle was first seen. */
export function TimeAxis({ viewer, width }: { readonly viewer: Viewer; readonly width: number }) {
  const { seen, whole } = viewer;
  const shown = width === 0 ? [] : ticks(seen, whole.fromUs, width / PER_TICK);
  return (
    <svg class="axis" width={width} height={HEIGHT} aria-hidden="true">
      {shown.map((us) => (
        <g key={us} transform={`translate(${xOf(us, seen, width)} 0)`}>
          <line y1={HEIGHT - 5} y2={HEIGHT} />
          <text x={3} y={13}>
            {durationText(us - whole.fromUs)}
          </text>
        </g>
      ))}
    </svg>
  );
}
