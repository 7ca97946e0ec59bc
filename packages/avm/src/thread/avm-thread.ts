import { parentPort, workerData } from 'node:worker_threads';
import { AvmInstance } from '../avm-instance.js';
import { messageOf } from '../errors.js';
import type { RawOutcome } from '../outcome.js';
import {
  type AvmThreadData,
  packAnswer,
  type ThreadFailure,
  type ThreadRequest,
  toFailure,
  unpackRequests,
} from './messages.js';
import { Progress } from './progress.js';

/** Entry of a pool's worker thread: requests in, an answer out for each, in the order they came. */
function serve(data: AvmThreadData, port: NonNullable<typeof parentPort>): void {
  const progress = new Progress(data.progress);
  const instance = new AvmInstance(data);

  const answer = (request: ThreadRequest): void => {
    progress.begin(request.seq);
    const recycledBefore = instance.recycles;
    const result = run(instance, request);
    const bytes = packAnswer({
      seq: request.seq,
      memorySizeBytes: instance.memorySizeBytes,
      recycled: instance.recycles > recycledBefore,
      result,
    });
    port.postMessage(bytes, [bytes.buffer]);
    progress.end();
  };

  port.on('message', (message: Uint8Array) => {
    for (const request of unpackRequests(message)) answer(request);
  });
  if (data.warmUp) warmUp(instance);
  port.postMessage('ready');
}

function run(instance: AvmInstance, request: ThreadRequest): RawOutcome | ThreadFailure {
  try {
    return instance.invoke(request, request.callResults);
  } catch (error) {
    return toFailure(error);
  }
}

/** The first invocation compiles what AquaVM runs in all others. */
function warmUp(instance: AvmInstance): void {
  try {
    instance.warmUp();
  } catch (error) {
    // A thread that can't run the trivial script can't run any: every request will be told so.
    process.emitWarning(`AquaVM could not be warmed up: ${messageOf(error)}`, 'NoctilucaAvm');
  }
}

if (parentPort) serve(workerData, parentPort);
