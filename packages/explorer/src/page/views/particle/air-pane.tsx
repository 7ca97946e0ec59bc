import type { ReplayedStep } from '@noctiluca/replay';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { type AirLine, airLines, failedBy } from '../../model/air.js';
import type { Replay } from '../../replay/open-replay.js';
import { VirtualGrid } from '../../ui/virtual-grid.js';
import { AquaField } from './aqua-field.js';
import { ReplayGate } from './replay-gate.js';
import type { Viewer } from './viewer.js';

/** Pixels. */
const ROW_HEIGHT = 20;
const SIGNS: Readonly<Record<AirLine['state'], string>> = { ahead: '', done: '·', current: '▸', failed: '✗' };
const WORDS: Readonly<Record<AirLine['state'], string>> = {
  ahead: 'not executed',
  done: 'executed before',
  current: 'executed in this step',
  failed: 'failed',
};

/** The script, and how far it is at the event that is looked at. */
export function AirPane({ viewer }: { readonly viewer: Viewer }) {
  return (
    <ReplayGate viewer={viewer}>
      {(replay, steps) => (
        <>
          <AquaField viewer={viewer} replay={replay} />
          <Script viewer={viewer} replay={replay} steps={steps} />
        </>
      )}
    </ReplayGate>
  );
}

interface ScriptProps {
  readonly viewer: Viewer;
  readonly replay: Replay;
  readonly steps: readonly ReplayedStep[];
}

function Script({ viewer, replay, steps }: ScriptProps) {
  // Steps before are the same ones: their number says it all.
  const lines = useMemo(() => airLines(replay.instructions, steps), [replay, steps.length]);
  const { names } = viewer.story.value;
  const aqua = viewer.aqua.value;
  const chosen = useSignal(-1);
  const last = steps.at(-1);
  const failed = last === undefined ? undefined : failedBy(last, replay.instructions)[0];
  const first = failed ?? lines.findIndex(({ state }) => state === 'current');
  useEffect(() => {
    chosen.value = first;
  }, [first, chosen]);
  return (
    <VirtualGrid
      label="AIR, an instruction a line"
      className={aqua.size === 0 ? 'air' : 'air with-aqua'}
      columns={aqua.size === 0 ? ['State', 'Instruction'] : ['State', 'Instruction', 'Aqua']}
      count={lines.length}
      rowHeight={ROW_HEIGHT}
      active={chosen.value}
      onActive={(index) => {
        chosen.value = index;
      }}
      rowClass={(index) => `air-${lines[index]!.state}`}
      row={(index) => {
        const { state, depth, text } = lines[index]!;
        return (
          <>
            <span role="gridcell" class="c-state" title={WORDS[state]}>
              <span aria-hidden="true">{SIGNS[state]}</span>
              <span class="unseen">{WORDS[state]}</span>
            </span>
            <span role="gridcell" class="c-air" style={{ paddingLeft: `${depth * 0.75}rem` }}>
              {names.in(text)}
            </span>
            {aqua.size > 0 && (
              <span role="gridcell" class="c-aqua">
                {aqua.get(index)?.join(' › ') ?? ''}
              </span>
            )}
          </>
        );
      }}
    />
  );
}
