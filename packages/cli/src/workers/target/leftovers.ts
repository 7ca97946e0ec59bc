import { keysOf, type Step } from '@noctiluca/deployment';
import type { UpdateWorkerArgChange } from '../../generated/workers/workers.js';
import type { SpellObservation } from './spell-observation.js';

type Leftover = UpdateWorkerArgChange['leftovers'][number];

/** What makes way before the worker spell installs, and notes of its that hold no more: it trusts them. */
export function leftoversOf(steps: readonly Step[], observation: SpellObservation): Leftover[] {
  const named = steps.flatMap((step) => [...removed(step), ...stale(step, observation)]);
  const known = new Set(named.filter(({ name }) => name !== '').map(({ id }) => id));
  return [...named, ...steps.flatMap((step) => unnoted(step, observation))].filter(
    ({ name, id }) => name !== '' || !known.has(id),
  );
}

function removed(step: Step): Leftover[] {
  if (step.action !== 'remove') return [];
  const { alias: name, id, kind } = step;
  return [{ name, id, is_spell: kind === 'spell', keys: name === '' ? [] : keysOf(name, kind) }];
}

/** A spell that makes way for itself, as its script cannot change in place. */
export function replaced(step: Step): Leftover[] {
  if (step.action !== 'update' || step.kind !== 'spell') return [];
  const { alias: name, id } = step;
  return [{ name, id, is_spell: true, keys: keysOf(name, 'spell') }];
}

/** The worker spell would take for there what is gone, or has lost its name. */
function stale(step: Step, { notes, observed, record }: SpellObservation): Leftover[] {
  if (step.action !== 'install' && step.action !== 'reinstall') return [];
  const { alias: name } = step;
  const id = notes.get(name);
  if (id === undefined || record?.items[name]?.id === id) return [];
  const present = observed.items.find((item) => item.id === id);
  const keys = [...new Set([...keysOf(name, 'service'), ...keysOf(name, 'spell')])];
  return [{ name, id, is_spell: present?.kind === 'spell', keys }];
}

/** A service that the worker spell does not know: it would only take its name. */
function unnoted(step: Step, { record }: SpellObservation): Leftover[] {
  if (step.action !== 'reinstall' || record?.items[step.alias]?.pending === undefined) return [];
  return [{ name: '', id: step.id, is_spell: false, keys: [] }];
}
