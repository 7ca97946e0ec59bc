import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import { progress } from '../output/result.js';
import { commitmentStatus } from './commitment-text.js';
import type { Commitment } from './commitments.js';

/** Which commitments a command is for. */
export interface Wanted {
  readonly statuses: readonly string[];
  /** Said of those that have another. */
  readonly else: string;
  readonly none: string;
}

/** Those that have one of the statuses; others are named. @throws CliError `BAD_ARGUMENT` when none has */
export function ofStatus(context: CliContext, found: readonly Commitment[], wanted: Wanted): Commitment[] {
  const others = found.filter(({ status }) => !wanted.statuses.includes(status));
  if (others.length > 0)
    progress(
      context,
      `${wanted.else}. The following commitments have invalid status:\n\n${others.map(commitmentStatus).join('\n\n')}`,
    );
  if (others.length === found.length) throw new CliError('BAD_ARGUMENT', wanted.none);
  return found.filter((one) => !others.includes(one));
}
