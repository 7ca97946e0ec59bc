import { LifecycleError } from './errors.js';
import type { Seat } from './seats.js';

/** A seat with the seats that must be up before it, placed after all of them. */
export interface OrderedSeat {
  seat: Seat;
  /** Names of the seats this one waits for; an extra one waits for every default. */
  waitsFor: readonly string[];
}

/**
 * The seats in an order in which each comes after what it waits for.
 * @throws LifecycleError `UNKNOWN_DEPENDENCY`, `DEPENDENCY_CYCLE`
 */
export function startOrder(composite: string, seats: readonly Seat[]): OrderedSeat[] {
  const names = new Set(seats.map(({ name }) => name));
  for (const seat of seats) assertKnown(composite, seat, names);
  const defaults = seats.filter(({ origin }) => origin !== 'extra').map(({ name }) => name);
  const waiting = new Map<string, OrderedSeat>();
  for (const seat of seats) {
    const implied = seat.origin === 'extra' ? defaults : [];
    waiting.set(seat.name, { seat, waitsFor: [...new Set([...implied, ...seat.dependsOn])] });
  }
  return drain(composite, waiting);
}

function drain(composite: string, waiting: Map<string, OrderedSeat>): OrderedSeat[] {
  const ordered: OrderedSeat[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ waitsFor }) => !waitsFor.some((name) => waiting.has(name)));
    if (ready.length === 0) throw cycleError(composite, waiting);
    for (const entry of ready) {
      ordered.push(entry);
      waiting.delete(entry.seat.name);
    }
  }
  return ordered;
}

function assertKnown(composite: string, seat: Seat, names: ReadonlySet<string>): void {
  for (const dependency of seat.dependsOn) {
    if (names.has(dependency)) continue;
    throw new LifecycleError(
      'UNKNOWN_DEPENDENCY',
      `'${seat.name}' depends on '${dependency}', which is no part of '${composite}' (its parts: ` +
        `${[...names].join(', ')}). Add the part or correct the name.`,
      { part: seat.name },
    );
  }
}

/** Every seat left waits for another one left, so walking from any of them must come back to a seat seen before. */
function cycleError(composite: string, waiting: ReadonlyMap<string, OrderedSeat>): LifecycleError {
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
