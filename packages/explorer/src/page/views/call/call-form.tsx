import { useSignal } from '@preact/signals';
import { type CallAnswer, type CallTarget, call } from '../../api/call.js';
import type { FunctionSignature, RecordType } from '../../model/answers.js';
import { argumentOf, exampleOf, kindOf } from '../../model/arguments.js';
import { written } from '../../state/address.js';
import { ArgumentField } from './argument-field.js';

export interface CallFormProps {
  readonly target: Omit<CallTarget, 'function'>;
  readonly signature: FunctionSignature;
  readonly records: readonly RecordType[];
}

/** A field for each argument; its answer, and the way to what the call did. */
export function CallForm({ target, signature, records }: CallFormProps) {
  const { name, arguments: args, output_types: outputs } = signature;
  const texts = useSignal(
    args.map(([, type]) => (kindOf(type) === 'json' ? exampleOf(type, records) : firstOf(type))),
  );
  const answer = useSignal<CallAnswer | undefined>(undefined);
  const isRunning = useSignal(false);
  const parsed = args.map(([, type], i) => argumentOf(type, texts.value[i]!));
  const run = async (event: Event) => {
    event.preventDefault();
    isRunning.value = true;
    const values = parsed.flatMap((each) => ('json' in each ? [each.json] : []));
    const given = await call({ ...target, function: name }, values);
    answer.value = 'value' in given ? given.value : { error: { message: given.why } };
    isRunning.value = false;
  };
  return (
    <form class="call-form" onSubmit={run}>
      {args.map(([argument, type], i) => (
        <ArgumentField
          key={argument}
          name={argument}
          type={type}
          value={texts.value[i]!}
          parsed={parsed[i]!}
          onChange={(text) => {
            texts.value = texts.value.with(i, text);
          }}
        />
      ))}
      <p class="facts">Answers {outputs.length === 0 ? 'nothing' : outputs.join(', ')}.</p>
      <button
        type="submit"
        class="primary"
        disabled={isRunning.value || parsed.some((each) => 'why' in each)}
      >
        {isRunning.value ? 'Calling …' : `Call ${name}`}
      </button>
      <div role="status">{answer.value !== undefined && <Result answer={answer.value} />}</div>
    </form>
  );
}

function firstOf(type: string): string {
  return { text: '', flag: 'false', number: '0', json: '' }[kindOf(type)];
}

function Result({ answer: { particleId, result, error } }: { readonly answer: CallAnswer }) {
  return (
    <div class={`answer ${error === undefined ? '' : 'is-failure'}`}>
      {error === undefined ? (
        <pre tabIndex={0}>
          {result === undefined ? 'It answered nothing.' : JSON.stringify(result, null, 2)}
        </pre>
      ) : (
        <p class="bad">{error.message}</p>
      )}
      {particleId !== undefined && <a href={`./${written('particle', particleId)}`}>See what it did</a>}
    </div>
  );
}
