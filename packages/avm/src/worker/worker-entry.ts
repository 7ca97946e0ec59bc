import { toObject } from '@noctiluca/common/coded-error';
import { messageOf } from '@noctiluca/common/thrown';
import { AvmError } from '../errors.js';
import { AvmInstance } from '../instance/avm-instance.browser.js';
import type { WorkerAnswer, WorkerRequest, WorkerSetup } from './worker-messages.js';

/** Entry of a browser's worker: a setup first, then requests, an answer for each in the order they came. */
let instance: AvmInstance | undefined;

self.onmessage = ({ data }: MessageEvent<WorkerSetup | WorkerRequest>) => {
  const answer = instance === undefined ? begin(data as WorkerSetup) : run(instance, data as WorkerRequest);
  self.postMessage(answer, { transfer: buffersOf(answer) });
};

function begin(setup: WorkerSetup): WorkerAnswer {
  instance = new AvmInstance(setup);
  instance.warmUp();
  return { kind: 'ready' };
}

function run(avm: AvmInstance, { request, callResults }: WorkerRequest): WorkerAnswer {
  try {
    return { kind: 'outcome', outcome: avm.invoke(request, callResults) };
  } catch (error) {
    const failure = error instanceof AvmError ? error : new AvmError('AVM_TRAP', messageOf(error));
    return { kind: 'failure', error: toObject(failure) };
  }
}

/** What is moved instead of copied. */
function buffersOf(answer: WorkerAnswer): ArrayBuffer[] {
  if (answer.kind !== 'outcome') return [];
  const { data, callRequests } = answer.outcome;
  return [...new Set([data.buffer, callRequests.buffer])] as ArrayBuffer[];
}
