import type { CliContext, CliProcess } from '../context.js';

export interface HeldErrors {
  readonly context: CliContext;
  /** @returns what was written to standard error before the command began, and not printed yet */
  take(): string;
}

/**
 * A context whose standard error is kept until its command begins: what comes before is the command line's parser, and a
 * program that asked for JSON wants its words in a document.
 */
export function holdErrors(context: CliContext): HeldErrors {
  const { process } = context;
  let held: string | undefined = '';
  const take = (): string => {
    const text = held ?? '';
    held = undefined;
    return text;
  };
  const stderr: CliProcess['stderr'] = {
    isTTY: false,
    write: (text: string) => {
      if (held === undefined) return process.stderr.write(text);
      held += text;
      return true;
    },
  };
  const own: CliProcess = Object.create(process, {
    stderr: { value: stderr },
    exitCode: {
      get: () => process.exitCode,
      set: (code) => {
        process.exitCode = code;
      },
    },
  });
  const begun = (): void => void process.stderr.write(take());
  return { context: { ...context, process: own as CliContext['process'], begun }, take };
}
