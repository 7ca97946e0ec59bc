import { setPriority } from 'node:os';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { ErrorObject } from '@noctiluca/common/coded-error';
import { messageOf } from '@noctiluca/common/thrown';
import { SLOW_REQUEST_BYTES, SLOW_THREAD_NICENESS } from '../constants.js';
import { AvmInstance } from '../instance/avm-instance.js';
import type { RawOutcome } from '../run/outcome.js';
import { ownThreadNumber, threadCpuMs } from './cpu-time.js';
import { type AvmThreadData, type ThreadRequest, toFailure, unpackRequests } from './messages.js';
import { Outbox } from './outbox.js';
import { Progress } from './progress.js';
import { RunClock } from './run-clock.js';

/** Entry of a pool's worker thread: requests in, an answer out for each, in the order they came. */
function serve(data: AvmThreadData, port: NonNullable<typeof parentPort>): void {
  const progress = new Progress(data.progress);
  const threadNumber = ownThreadNumber();
  progress.announce(threadNumber);
  const clock = new RunClock(() => threadCpuMs(threadNumber));
  const instance = new AvmInstance(data);
  const outbox = new Outbox((message) => port.postMessage(message, [message.buffer]));

  const answer = (request: ThreadRequest): void => {
    if (sizeOf(request) >= SLOW_REQUEST_BYTES) outbox.post();
    progress.begin(request.seq);
    const recycledBefore = instance.recycles;
    const { result, runUs } = clock.measure(() => run(instance, request));
    const recycled = instance.recycles > recycledBefore;
    outbox.add({ seq: request.seq, memorySizeBytes: instance.memorySizeBytes, recycled, runUs, result });
    progress.end();
  };

  port.on('message', (first: Uint8Array) => {
    let message: Uint8Array | undefined = first;
    while (message !== undefined) {
      for (const request of unpackRequests(message)) answer(request);
      message = receiveMessageOnPort(port)?.message;
    }
    outbox.post();
  });
  if (data.isSlow) stepBack();
  if (data.warmUp) warmUp(instance);
  port.postMessage('ready');
}

function sizeOf({ script, prevData, data, callResults }: ThreadRequest): number {
  return script.length + prevData.length + data.length + callResults.length;
}

function run(instance: AvmInstance, request: ThreadRequest): RawOutcome | ErrorObject {
  try {
    return instance.invoke(request, request.callResults);
  } catch (error) {
    return toFailure(error);
  }
}

/** On Linux this is the priority of the calling thread alone; elsewhere of the process, which must keep its own. */
function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, SLOW_THREAD_NICENESS);
  } catch {
    // Not allowed here: the thread competes like the others.
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
