import type { ReplayedStep } from '@noctiluca/replay';
import { cut, type Names } from '@noctiluca/replay/trace';
import { Notice } from '../../ui/notice.js';
import { ReplayGate } from './replay-gate.js';
import type { Viewer } from './viewer.js';

/** Characters of a value before it is opened. */
const MAX_LINE = 160;
/** Values that are shown, the newest. */
const MAX_SHOWN = 500;

/** The values that the particle carries at that step, with the peer, service and function each came from. */
export function ValuesPane({ viewer }: { readonly viewer: Viewer }) {
  return (
    <ReplayGate viewer={viewer}>
      {(_replay, steps) => <Values steps={steps} names={viewer.story.value.names} />}
    </ReplayGate>
  );
}

function Values({ steps, names }: { readonly steps: readonly ReplayedStep[]; readonly names: Names }) {
  const learned = steps.flatMap((step, number) => step.learned.map((call) => ({ call, step, number })));
  if (learned.length === 0) return <Notice>No call has given a value so far.</Notice>;
  return (
    <div class="values" tabIndex={0} role="region" aria-label="Values">
      <table>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Known to</th>
            <th scope="col">Made by (tetraplet)</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {learned
            .slice(-MAX_SHOWN)
            .reverse()
            .map(({ call, step, number }, index) => (
              <tr key={`${number}-${index}`} class={number === steps.length - 1 ? 'is-new' : ''}>
                <td>{number + 1}</td>
                <td>{step.peer.name ?? names.of(step.peer.peerId)}</td>
                <td>
                  {names.of(call.peerId)} {names.in(`${call.serviceId}.${call.functionName}`)}
                </td>
                <td>
                  {call.isError && <b class="bad">✗ </b>}
                  <Value text={names.in(call.value)} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ text }: { readonly text: string }) {
  if (text.length <= MAX_LINE) return <code>{text}</code>;
  return (
    <details>
      <summary>
        <code>{cut(text, MAX_LINE)}</code>
      </summary>
      <pre>{text}</pre>
    </details>
  );
}
