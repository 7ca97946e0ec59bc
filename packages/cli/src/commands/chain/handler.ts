import { CliError } from '../../errors.js';
import { printing } from '../../output/result.js';

/** A handler that says that `command` is not here. @param instead sentence that begins with what to use */
export function refuse(command: string, instead: string) {
  return printing(async () => {
    throw new CliError('NOT_HERE', `"fluence ${command}" is not here yet: ${instead}`);
  });
}
