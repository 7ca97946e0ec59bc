import type { TargetedInputEvent } from 'preact';
import type { Filter } from '../../model/filter.js';
import { setQuery } from '../../state/address.js';
import { isPaused } from '../../state/particles.js';
import { peers } from '../../state/peers.js';

const OUTCOMES = ['returned', 'failed', 'running', 'expired', 'sent-on', 'done'];

const set = (name: keyof Filter) => (event: TargetedInputEvent<HTMLInputElement | HTMLSelectElement>) =>
  setQuery({ [name]: event.currentTarget.value });

/** What is listed; it stands in the address, to be kept and sent to others. */
export function FilterBar({ filter }: { readonly filter: Filter }) {
  return (
    <form
      role="search"
      class="filters"
      aria-label="Filter particles"
      onSubmit={(event) => event.preventDefault()}
    >
      <TextField name="text" label="Text" value={filter.text} hint="id, peer, reason, script" />
      <Choice name="outcome" label="Outcome" value={filter.outcome} options={OUTCOMES} />
      <Choice name="peer" label="Peer" value={filter.peer} options={peers.value.map(({ name }) => name)} />
      <TextField name="service" label="Service called" value={filter.service} hint="greeter.greet" />
      <TextField name="author" label="Author" value={filter.author} hint="peer id" />
      <label class="check">
        <input
          type="checkbox"
          checked={filter.spells === 'true'}
          onChange={(event) => setQuery({ spells: event.currentTarget.checked ? 'true' : '' })}
        />
        Spells too
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={isPaused.value}
          onChange={(event) => {
            isPaused.value = event.currentTarget.checked;
          }}
        />
        Pause
      </label>
    </form>
  );
}

interface FieldProps {
  readonly name: keyof Filter;
  readonly label: string;
  readonly value: string;
}

function TextField({ name, label, value, hint }: FieldProps & { readonly hint: string }) {
  return (
    <label class="field">
      {label}
      <input
        type="search"
        name={name}
        value={value}
        placeholder={hint}
        onInput={set(name)}
        spellcheck={false}
      />
    </label>
  );
}

function Choice({ name, label, value, options }: FieldProps & { readonly options: readonly string[] }) {
  const shown = value === '' || options.includes(value) ? options : [...options, value];
  return (
    <label class="field">
      {label}
      <select name={name} value={value} onInput={set(name)}>
        <option value="">any</option>
        {shown.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </label>
  );
}
