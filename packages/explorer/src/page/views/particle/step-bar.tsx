import type { ReplayedStep } from '@noctiluca/replay';
import type { Replay } from '../../replay/open-replay.js';
import type { Viewer } from './viewer.js';

export interface StepBarProps {
  readonly viewer: Viewer;
  readonly replay: Replay;
  readonly steps: readonly ReplayedStep[];
}

/** Goes from run to run of AquaVM, on whatever peer it was. */
export function StepBar({ viewer, replay, steps }: StepBarProps) {
  const { names } = viewer.story.value;
  const at = viewer.step.value;
  const step = steps.at(-1);
  const where = step === undefined ? 'before the first' : (step.peer.name ?? names.of(step.peer.peerId));
  return (
    <div class="step-bar" role="group" aria-label="Go through the steps">
      <button
        type="button"
        aria-label="Step before"
        disabled={at <= 0}
        onClick={() => viewer.goToStep(at - 1)}
      >
        ◀
      </button>
      <span role="status">
        Step {at + 1} of {replay.size}, {where}
        {step !== undefined && !step.isEqual && <b class="bad"> – not equal to the recording</b>}
      </span>
      <button
        type="button"
        aria-label="Step after"
        disabled={at >= replay.size - 1}
        onClick={() => viewer.goToStep(at + 1)}
      >
        ▶
      </button>
    </div>
  );
}
