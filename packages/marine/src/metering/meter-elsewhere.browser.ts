import { meterModule } from './meter-module.js';

/** Here: a browser's client has a module or two of its own. @returns `undefined` for code with unknown instructions */
export async function meterElsewhere(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return meterModule(bytes);
}
