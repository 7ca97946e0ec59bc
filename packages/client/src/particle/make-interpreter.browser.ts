import { setAvmUrl } from '@noctiluca/avm/browser';
import type { RuntimeOptions } from '../peer/runtime-options.js';
import { type Interpreter, interpreterHere } from './interpreter.js';
import { interpreterOnWorker } from './interpreter-worker.browser.js';

/** What runs AquaVM for a client in a browser: a worker, so that the page stays free, unless the page's thread is asked for. */
export async function makeInterpreter({ avm = {}, avmUrl }: RuntimeOptions): Promise<Interpreter> {
  if (avmUrl !== undefined) setAvmUrl(avmUrl);
  return avm === 'here' ? interpreterHere() : interpreterOnWorker(avm);
}
