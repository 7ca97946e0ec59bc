import type { ReplayedStep } from '@noctiluca/replay';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Replay } from '../../replay/open-replay.js';
import { open } from '../../state/replay.js';
import { Notice } from '../../ui/notice.js';
import { StepBar } from './step-bar.js';
import type { Viewer } from './viewer.js';

export interface ReplayGateProps {
  readonly viewer: Viewer;
  /** @param steps up to the event that is looked at */
  readonly children: (replay: Replay, steps: readonly ReplayedStep[]) => ComponentChildren;
}

/** AquaVM is big: it is loaded when somebody wants to see what only it can tell. */
export function ReplayGate({ viewer, children }: ReplayGateProps) {
  const state = viewer.replay.value;
  if (state.kind === 'open') return <Steps viewer={viewer} replay={state.replay} content={children} />;
  if (state.kind === 'loading') return <Notice>Getting the recording and AquaVM …</Notice>;
  return (
    <div class="gate">
      {state.kind === 'failed' && <Notice>It cannot be replayed: {state.why}</Notice>}
      <p>
        AquaVM itself says which instructions each step executed and which values it had. It runs in this
        page.
      </p>
      <button type="button" class="primary" onClick={() => open(viewer.replay, viewer.subject)}>
        {state.kind === 'failed' ? 'Try again' : 'Replay this particle'}
      </button>
    </div>
  );
}

interface StepsProps {
  readonly viewer: Viewer;
  readonly replay: Replay;
  readonly content: ReplayGateProps['children'];
}

function Steps({ viewer, replay, content }: StepsProps) {
  const position = viewer.step.value;
  useEffect(() => void replay.reach(position), [replay, position]);
  const done = replay.done.value;
  const why = replay.why.value;
  if (why !== '') return <Notice>It cannot be replayed any further: {why}</Notice>;
  if (done.length <= position) {
    return (
      <Notice>
        Replaying: {done.length} of {position + 1} steps …
      </Notice>
    );
  }
  return (
    <>
      <StepBar viewer={viewer} replay={replay} steps={done.slice(0, position + 1)} />
      {content(replay, done.slice(0, position + 1))}
    </>
  );
}
