import type { WasiFunctions } from './context.js';
import { ERRNO } from './errno.js';

/** Services have no network (spec/marine-abi.md §5). */
export function socketFunctions(): WasiFunctions {
  const names = ['sock_accept', 'sock_recv', 'sock_send', 'sock_shutdown'];
  return Object.fromEntries(names.map((name) => [name, () => ERRNO.NOSYS]));
}
