import { DeploymentError } from './errors.js';

/** Something that comes after others. */
export interface Ordered {
  readonly name: string;
  readonly dependsOn?: readonly string[];
}

/** @throws DeploymentError `DEPENDENCY_CYCLE` naming the circle */
export function requireNoCycle(entries: readonly Ordered[]): void {
  const waiting = new Map(entries.map((entry) => [entry.name, entry]));
  for (;;) {
    const ready = [...waiting.values()].filter(
      ({ dependsOn = [] }) => !dependsOn.some((name) => waiting.has(name)),
    );
    if (ready.length === 0) break;
    for (const { name } of ready) waiting.delete(name);
  }
  if (waiting.size === 0) return;
  const circle = circleIn(waiting);
  throw new DeploymentError('DEPENDENCY_CYCLE', `Packages wait for each other: ${circle.join(' → ')}`, {
    package: circle[0]!,
  });
}

/** Every entry left waits for another one left, so walking from any of them must come back to one seen before. */
function circleIn(waiting: ReadonlyMap<string, Ordered>): string[] {
  const path: string[] = [];
  let name = waiting.keys().next().value;
  while (name !== undefined && !path.includes(name)) {
    path.push(name);
    name = waiting.get(name)?.dependsOn?.find((next) => waiting.has(next));
  }
  return name === undefined ? path : [...path.slice(path.indexOf(name)), name];
}

/** The entries with their dependencies turned round: what is removed first is what others do not need. */
export function reversed(entries: readonly Ordered[]): Ordered[] {
  return entries.map(({ name }) => ({
    name,
    dependsOn: entries.filter(({ dependsOn = [] }) => dependsOn.includes(name)).map((other) => other.name),
  }));
}

/**
 * Runs a task for each entry once all it depends on have been run, independent ones side by side. Entries may depend on
 * names that are not among them, which count as done. No circles.
 * @param run told which of the dependencies did not answer true
 */
export async function inOrder(
  entries: readonly Ordered[],
  run: (name: string, failed: readonly string[]) => Promise<boolean>,
): Promise<void> {
  const outcomes = new Map<string, Promise<boolean>>();
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const outcomeOf = (entry: Ordered): Promise<boolean> => {
    const known = outcomes.get(entry.name);
    if (known !== undefined) return known;
    const before = (entry.dependsOn ?? []).flatMap((name) => byName.get(name) ?? []);
    const outcome = Promise.all(
      before.map(async (dependency) => ((await outcomeOf(dependency)) ? [] : [dependency.name])),
    ).then((failed) => run(entry.name, failed.flat()));
    outcomes.set(entry.name, outcome);
    return outcome;
  };
  await Promise.all(entries.map(outcomeOf));
}
