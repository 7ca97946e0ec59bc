import type { CliContext } from '../../context.js';
import { progress } from '../../output/result.js';

/** What a shell shows of a command that Ctrl-C ended: 128 and the number of the signal. */
const EXIT_CODES: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143 };

/** Runs some work that Ctrl-C ends with a sentence about what it leaves. Peers finish what they were told. */
export async function interruptible<T>(context: CliContext, work: () => Promise<T>): Promise<T> {
  const end = (signal: NodeJS.Signals) => {
    progress(
      context,
      'Interrupted. Peers finish what they were told, and nothing of it is recorded here: run "fluence deploy" again to complete it.',
    );
    process.exit(EXIT_CODES[signal]);
  };
  const signals = Object.keys(EXIT_CODES) as NodeJS.Signals[];
  // Before those of libraries, of which some end the process as if all were well.
  for (const signal of signals) process.prependListener(signal, end);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.removeListener(signal, end);
  }
}
