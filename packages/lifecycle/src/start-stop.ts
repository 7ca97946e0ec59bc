import { LifecycleError } from './errors.js';
import type { Part } from './part.js';

/** A part with those that must be up before it; parts stand in start order. */
export interface Link {
  part: Part;
  waitsFor: readonly Part[];
}

/**
 * Starts every part as soon as those it waits for are up, independent ones at the same time. The first failure gives up
 * all that are still starting; nothing new is begun after it.
 * @returns that first failure, after every begun start is up or given up; `undefined` also when `giveUp` was aborted
 * from outside
 */
export async function startAll(
  links: readonly Link[],
  giveUp: AbortController,
): Promise<LifecycleError | undefined> {
  const up = new Map<Part, Promise<void>>();
  let failure: LifecycleError | undefined;
  for (const { part, waitsFor } of links) {
    const run = async () => {
      await Promise.all(waitsFor.map((dependency) => up.get(dependency)));
      if (giveUp.signal.aborted) return;
      try {
        await part.start(giveUp.signal);
      } catch (error) {
        if (!(error instanceof LifecycleError)) throw error;
        if (error.code !== 'START_ABORTED') failure ??= error;
        giveUp.abort(error);
      }
    };
    up.set(part, run());
  }
  await Promise.all(up.values());
  return failure;
}

/**
 * Stops every part that was ever begun as soon as those that wait for it are down, independent ones at the same time.
 * A part that fails to stop does not hold up the others.
 */
export async function stopAll(links: readonly Link[], giveUp: AbortSignal): Promise<LifecycleError[]> {
  const down = new Map<Part, Promise<void>>();
  const errors: LifecycleError[] = [];
  for (const { part } of links.toReversed()) {
    const dependants = links.filter(({ waitsFor }) => waitsFor.includes(part));
    const run = async () => {
      await Promise.all(dependants.map((dependant) => down.get(dependant.part)));
      const error = await part.stop(giveUp);
      if (error !== undefined) errors.push(error);
    };
    down.set(part, run());
  }
  await Promise.all(down.values());
  return errors;
}
