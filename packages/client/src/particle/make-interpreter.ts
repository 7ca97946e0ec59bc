import type { RuntimeOptions } from '../peer/runtime-options.js';
import { type Interpreter, interpreterHere } from './interpreter.js';

/** What runs AquaVM for a client: the calling thread, unless a thread is asked for. */
export async function makeInterpreter({ avm = 'here' }: RuntimeOptions): Promise<Interpreter> {
  if (avm === 'here') return interpreterHere();
  const { interpreterOnThread } = await import('./interpreter-thread.js');
  return interpreterOnThread(avm);
}
