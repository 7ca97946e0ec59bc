import type { CliContext } from '../context.js';
import type { RunningStep } from './terminal/screen.js';
import { screenOf } from './terminal/screen-of.js';

export interface StepWords<T> {
  /** What came of it, in a few words. @default nothing but the time it took */
  readonly outcome?: (result: T) => string;
  /** Printed instead where nobody watches. @default nothing */
  readonly line?: string;
}

/**
 * Runs some work as a step: a terminal shows its name, how long it has run and, when it ended, what came of it. Elsewhere, and
 * with `--json`, nothing is printed but `words.line`.
 * @param name what is done, as "Compile Aqua"
 * @throws what the work throws
 */
export async function step<T>(
  context: CliContext,
  name: string,
  work: () => Promise<T>,
  words: StepWords<T> = {},
): Promise<T> {
  const running = beginStep(context, name, words.line);
  try {
    const result = await work();
    running.done(words.outcome?.(result));
    return result;
  } catch (error) {
    running.failed();
    throw error;
  }
}

/** A step whose end somebody else tells. */
export function beginStep(context: CliContext, name: string, line?: string): RunningStep {
  return screenOf(context).begin(name, line);
}

/** `1 file`, `2 files`. @param many plural @default with an s */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
