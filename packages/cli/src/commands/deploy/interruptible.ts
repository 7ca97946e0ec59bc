import type { CliContext } from '../../context.js';
import { progress } from '../../output/result.js';

/** What a shell shows of a command that Ctrl-C ended: 128 and the number of the signal. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Runs some work that Ctrl-C ends with a sentence about what it leaves. Peers finish what they were told. */
export async function interruptible<T>(context: CliContext, work: () => Promise<T>): Promise<T> {
  const end = (signal: keyof typeof EXIT_CODES) => {
    progress(
      context,
      'Interrupted. Peers finish what they were told, and nothing of it is recorded here: run "fluence deploy" again to complete it.',
    );
    process.exit(EXIT_CODES[signal]);
  };
  const signals = Object.keys(EXIT_CODES) as (keyof typeof EXIT_CODES)[];
  // Before those of libraries, of which some end the process as if all were well.
  for (const signal of signals) process.prependListener(signal, end);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.removeListener(signal, end);
  }
}
