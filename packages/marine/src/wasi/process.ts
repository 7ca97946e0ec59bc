import { MarineError } from '../errors.js';
import type { WasiFunctions } from './context.js';
import { ERRNO } from './errno.js';

/** `proc_exit` ends the call with an error whatever the code is (spec/marine-abi.md §3.1). */
export function processFunctions(): WasiFunctions {
  return {
    proc_exit(code: number): never {
      throw new MarineError('TRAP', `the module called proc_exit(${code})`);
    },
    proc_raise: (): number => ERRNO.NOSYS,
    sched_yield: (): number => ERRNO.SUCCESS,
  };
}
