import type { CliContext } from '../../context.js';
import { progress } from '../../output/result.js';
import type { RunFlags } from './options.js';

/** What a client says on its console besides what Aqua prints there. */
const OF_CLIENT = /^Particle id: /;

/**
 * Makes a call whose `Console.print` goes where the flags say: nowhere with `--quiet` or `--off-aqua-logs`, to standard error
 * with `--json`, whose document stands alone. Clients print Aqua's lines by `console.log`.
 */
export async function withAquaLogs<T>(
  context: CliContext,
  { quiet, offAquaLogs, json }: Pick<RunFlags, 'quiet' | 'offAquaLogs' | 'json'>,
  call: () => Promise<T>,
): Promise<T> {
  const isOff = quiet || offAquaLogs;
  if (!isOff && !json) return call();
  const { log } = console;
  console.log = (...parts: unknown[]) => {
    if (OF_CLIENT.test(String(parts[0]))) log(...parts);
    else if (!isOff) progress(context, parts.map((part) => text(part)).join(' '));
  };
  try {
    return await call();
  } finally {
    console.log = log;
  }
}

function text(part: unknown): string {
  return typeof part === 'string' ? part : JSON.stringify(part);
}
