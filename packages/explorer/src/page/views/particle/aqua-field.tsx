import { useSignal } from '@preact/signals';
import type { Replay } from '../../replay/open-replay.js';
import type { Viewer } from './viewer.js';

/** AIR keeps nothing of the Aqua it was made from: the same function, compiled with tracing, tells what each call came from. */
export function AquaField({ viewer, replay }: { readonly viewer: Viewer; readonly replay: Replay }) {
  const why = useSignal('');
  const read = async (file: File) => {
    try {
      const stacks = replay.aquaOf(await file.text());
      viewer.aqua.value = stacks;
      why.value = stacks.size === 0 ? 'No call of this script is in that file.' : '';
    } catch (error) {
      why.value = error instanceof Error ? error.message : String(error);
    }
  };
  return (
    <details>
      <summary>Show the Aqua functions</summary>
      <p>
        <code>fluence run -f '…' --tracing --print-air &gt; traced.air</code> writes the same function with
        what Aqua function each call came from. Choose that file:
      </p>
      <input
        type="file"
        accept=".air,text/plain"
        aria-label="The script, compiled with tracing"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen !== undefined) void read(chosen);
        }}
      />
      {why.value !== '' && (
        <p role="alert" class="bad">
          {why.value}
        </p>
      )}
    </details>
  );
}
