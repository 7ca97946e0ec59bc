import { useId } from 'preact/hooks';
import { type argumentOf, kindOf } from '../../model/arguments.js';

export interface ArgumentFieldProps {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly parsed: ReturnType<typeof argumentOf>;
  readonly onChange: (text: string) => void;
}

/** One argument, written as its type is. */
export function ArgumentField({ name, type, value, parsed, onChange }: ArgumentFieldProps) {
  const id = useId();
  const kind = kindOf(type);
  const why = 'why' in parsed ? parsed.why : '';
  if (kind === 'flag') {
    return (
      <label class="check">
        <input
          type="checkbox"
          checked={value === 'true'}
          onChange={(event) => onChange(String(event.currentTarget.checked))}
        />
        {name}
      </label>
    );
  }
  const common = { id, name, value, spellcheck: false, 'aria-invalid': why !== '' };
  return (
    <div class="field">
      <label for={id}>
        {name}: {type}
        {why !== '' && <b class="bad"> – {why}</b>}
      </label>
      {kind === 'json' ? (
        <textarea {...common} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input
          {...common}
          {...(kind === 'number' && { inputMode: 'decimal' as const })}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
