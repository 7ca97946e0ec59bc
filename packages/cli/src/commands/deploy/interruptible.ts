import type { CliContext } from '../../context.js';
import { EXIT_CODES, whenInterrupted } from '../../interrupt.js';
import { progress } from '../../output/result.js';

/** Runs some work that Ctrl-C ends with a sentence about what it leaves. Peers finish what they were told. */
export async function interruptible<T>(context: CliContext, work: () => Promise<T>): Promise<T> {
  const listenNoMore = whenInterrupted((signal) => {
    progress(
      context,
      'Interrupted. Peers finish what they were told, deals that were made are recorded, and workers are not: run "fluence deploy" again to complete it.',
    );
    process.exit(EXIT_CODES[signal]);
  });
  try {
    return await work();
  } finally {
    listenNoMore();
  }
}
