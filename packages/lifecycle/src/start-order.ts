import { LifecycleError } from './errors.js';
import type { Slot } from './slots.js';

/** A slot with the slots that must be up before it, placed after all of them. */
export interface OrderedSlot {
  slot: Slot;
  /** Names of the slots this one waits for; an extra one waits for every default. */
  waitsFor: readonly string[];
}

/**
 * The slots in an order in which each comes after what it waits for.
 * @throws LifecycleError `UNKNOWN_DEPENDENCY`, `DEPENDENCY_CYCLE`
 */
export function startOrder(composite: string, slots: readonly Slot[]): OrderedSlot[] {
  const names = new Set(slots.map(({ name }) => name));
  for (const slot of slots) assertKnown(composite, slot, names);
  const defaults = slots.filter(({ origin }) => origin !== 'extra').map(({ name }) => name);
  const waiting = new Map<string, OrderedSlot>();
  for (const slot of slots) {
    const implied = slot.origin === 'extra' ? defaults : [];
    waiting.set(slot.name, { slot, waitsFor: [...new Set([...implied, ...slot.dependsOn])] });
  }
  return drain(composite, waiting);
}

function drain(composite: string, waiting: Map<string, OrderedSlot>): OrderedSlot[] {
  const ordered: OrderedSlot[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ waitsFor }) => !waitsFor.some((name) => waiting.has(name)));
    if (ready.length === 0) throw cycleError(composite, waiting);
    for (const entry of ready) {
      ordered.push(entry);
      waiting.delete(entry.slot.name);
    }
  }
  return ordered;
}

function assertKnown(composite: string, slot: Slot, names: ReadonlySet<string>): void {
  for (const dependency of slot.dependsOn) {
    if (names.has(dependency)) continue;
    throw new LifecycleError(
      'UNKNOWN_DEPENDENCY',
      `'${slot.name}' depends on '${dependency}', which is no part of '${composite}' (its parts: ` +
        `${[...names].join(', ')}). Add the part or correct the name.`,
      { part: slot.name },
    );
  }
}

/** Every slot left waits for another one left, so walking from any of them must come back to a slot seen before. */
function cycleError(composite: string, waiting: ReadonlyMap<string, OrderedSlot>): LifecycleError {
  const path: string[] = [];
  let name = waiting.keys().next().value;
  while (name !== undefined && !path.includes(name)) {
    path.push(name);
    name = waiting.get(name)?.waitsFor.find((next) => waiting.has(next));
  }
  const cycle = name === undefined ? path : [...path.slice(path.indexOf(name)), name];
  return new LifecycleError(
    'DEPENDENCY_CYCLE',
    `Parts of '${composite}' wait for each other: ${cycle.join(' → ')}. None of them could ever start; break the ` +
      "circle in their 'dependsOn' (a default can never depend on an extra one, which starts after all defaults).",
    { ...(cycle[0] === undefined ? {} : { part: cycle[0] }) },
  );
}
