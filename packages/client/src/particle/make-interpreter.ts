import type { RuntimeOptions } from '../peer/runtime-options.js';
import { type Interpreter, interpreterHere } from './interpreter.js';

/** What runs AquaVM for a client: the calling thread, unless a thread is asked for. */
export async function makeInterpreter(options: RuntimeOptions): Promise<Interpreter> {
  const { avm = 'here', nativeSignatures = true } = options;
  if (avm === 'here') return interpreterHere(nativeSignatures);
  const { interpreterOnThread } = await import('./interpreter-thread.js');
  return interpreterOnThread({ nativeSignatures, ...avm });
}
