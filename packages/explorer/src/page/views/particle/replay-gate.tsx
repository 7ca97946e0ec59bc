import type { ComponentChildren } from 'preact';
import type { Replay } from '../../replay/open-replay.js';
import { open } from '../../state/replay.js';
import { Notice } from '../../ui/notice.js';
import type { Viewer } from './viewer.js';

export interface ReplayGateProps {
  readonly viewer: Viewer;
  readonly children: (replay: Replay) => ComponentChildren;
}

/** AquaVM is big: it is loaded when somebody wants to see what only it can tell. */
export function ReplayGate({ viewer, children }: ReplayGateProps) {
  const state = viewer.replay.value;
  if (state.kind === 'open') return <>{children(state.replay)}</>;
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
