import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { THREAD_RESOURCE_LIMITS } from '../constants.js';
import type { AvmThreadData } from '../thread/messages.js';

const ENTRY = '@noctiluca/avm/avm-thread';

/** A worker thread that runs AquaVM; it shares neither environment nor command line with the node. */
export function spawnWorker(index: number, data: AvmThreadData): Worker {
  return new Worker(createRequire(import.meta.url).resolve(ENTRY), {
    name: `avm-${index}`,
    workerData: data,
    env: {},
    execArgv: [],
    resourceLimits: THREAD_RESOURCE_LIMITS,
  });
}
