import { randomFillSync } from 'node:crypto';
import type { CoreCallable } from '../wasm/core-callable.js';
import { clockFunctions } from './clock.js';
import { systemFunctions, type WasiContext, type WasiFunctions, type WasiSources } from './context.js';
import { environmentFunctions } from './environment.js';
import { descriptorFunctions } from './files/descriptor-functions.js';
import { ioFunctions } from './files/io.js';
import { pathFunctions } from './files/paths.js';
import { readDirectoryFunctions } from './files/read-directory.js';
import { withHostCall } from './host-call.js';
import { pollFunctions } from './poll.js';
import { processFunctions } from './process.js';
import { randomFunctions } from './random.js';
import { socketFunctions } from './sockets.js';

/** The only WASI namespace Marine modules import (spec/marine-abi.md §5). */
export const WASI_NAMESPACE = 'wasi_snapshot_preview1';

export const SYSTEM_SOURCES: WasiSources = {
  nowMs: () => Date.now(),
  monotonicNs: () => process.hrtime.bigint(),
  fillRandom: (bytes) => {
    randomFillSync(bytes);
  },
};

/** Every function of WASI preview1 for one module instance. */
export function wasiFunctions(context: WasiContext): ReadonlyMap<string, CoreCallable> {
  const functions: WasiFunctions = {
    ...clockFunctions(context),
    ...randomFunctions(context),
    ...environmentFunctions(context),
    ...systemFunctions(context, {
      ...descriptorFunctions(context),
      ...ioFunctions(context),
      ...readDirectoryFunctions(context),
      ...pathFunctions(context),
      ...pollFunctions(context),
    }),
    ...socketFunctions(),
    ...processFunctions(),
  };
  const all = new Map(Object.entries(functions) as [string, CoreCallable][]);
  const { hostCall, memory } = context;
  if (hostCall) all.set('fd_write', withHostCall(all.get('fd_write')!, hostCall, memory));
  return all;
}
