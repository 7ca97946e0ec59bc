import { parentPort, workerData } from 'node:worker_threads';
import { isMarineError, messageOf } from '../errors.js';
import { createService, type MarineService } from '../service/service.js';
import { LogLimiter } from './log-limiter.js';
import type { ThreadAnswer, ThreadData, ThreadMessage, ThreadRequest } from './protocol.js';

/** Entry of a service's thread: one service, one request at a time. */
function main(data: ThreadData, post: (message: ThreadMessage) => void): void {
  const logs = new LogLimiter((log) => post({ kind: 'log', log }), data.logLinesPerSec);
  let service: MarineService;
  try {
    service = createService(data, { log: (line) => logs.push(line), binaries: data.binaries });
  } catch (error) {
    post(failure(error));
    return;
  }
  parentPort?.on('message', (request: ThreadRequest) => post(answer(service, request)));
  post({ kind: 'ready', interface: service.interface });
}

function answer(service: MarineService, request: ThreadRequest): ThreadAnswer {
  try {
    if (request.kind === 'memory') return { kind: 'memory', memory: service.memory() };
    const { functionName, argsJson, parameters } = request;
    return { kind: 'result', result: service.callJson(functionName, argsJson, parameters) };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): ThreadAnswer {
  const code = isMarineError(error) ? error.code : 'THREAD_FAILED';
  return { kind: 'error', code, message: messageOf(error) };
}

main(workerData as ThreadData, (message) => parentPort?.postMessage(message));
