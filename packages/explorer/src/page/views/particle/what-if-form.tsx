import type { TraceEntry } from '@noctiluca/particle';
import { useSignal } from '@preact/signals';
import type { Mark } from '../../model/marks.js';
import { showAltered } from '../../state/opened.js';
import { jsonText } from '../../ui/json-text.js';
import type { Viewer } from './viewer.js';

export interface WhatIfFormProps {
  readonly viewer: Viewer;
  readonly mark: Mark;
  readonly call: Extract<TraceEntry, { kind: 'called' }>;
}

/** Another answer to a call, and the particle run on from there. */
export function WhatIfForm({ viewer, mark, call }: WhatIfFormProps) {
  const text = useSignal(jsonText(call.result ?? call.error ?? 'null'));
  const isError = useSignal(call.retCode !== 0);
  const why = useSignal('');
  const run = async (event: Event) => {
    event.preventDefault();
    why.value = 'Running …';
    const peerId = mark.scope === 'host' ? mark.peer.peerId : mark.scope;
    const change = { peerId, callId: call.callId, retCode: isError.value ? 1 : 0, result: text.value };
    why.value = await showAltered(viewer.subject, change);
  };
  return (
    <details class="what-if">
      <summary>What if it had answered otherwise?</summary>
      <form onSubmit={run}>
        <label class="field">
          Answer, as JSON
          <textarea
            value={text.value}
            spellcheck={false}
            onInput={(event) => {
              text.value = event.currentTarget.value;
            }}
          />
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={isError.value}
            onChange={(event) => {
              isError.value = event.currentTarget.checked;
            }}
          />
          It fails with this
        </label>{' '}
        <button type="submit">Run it on from here</button>
        {why.value !== '' && <p role="status">{why.value}</p>}
      </form>
    </details>
  );
}
