import { SHOWN_USERS } from '../../constants.js';
import { ConvertedError } from '../../errors.js';

/**
 * Refuses a removal while something depends on it.
 * @param what `module 'bafy…'`
 * @param users of which kind they are, and what each is called
 * @throws HostError `IN_USE`: names the users, the first few of many
 */
export function requireUnused(what: string, kind: string, users: readonly string[]): void {
  if (users.length === 0) return;
  const shown = users.slice(0, SHOWN_USERS).join(', ');
  const more = users.length > SHOWN_USERS ? ` and ${users.length - SHOWN_USERS} more` : '';
  throw new ConvertedError('IN_USE', `Cannot remove ${what}: it is used by ${kind} ${shown}${more}`);
}
