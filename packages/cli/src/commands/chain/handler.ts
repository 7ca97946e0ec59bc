import { CliError } from '../../errors.js';
import { printing } from '../../output/result.js';

/** A handler that says what `command` needs. @param instead sentence that begins with what to use */
export function refuse(command: string, instead: string) {
  return printing(async () => {
    throw new CliError('NO_CHAIN', `"fluence ${command}" needs a chain, and there is none here: ${instead}`);
  });
}
