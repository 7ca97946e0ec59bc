import type { AvmOutcome, AvmRequest } from '../avm.js';
import { requestSizeBytes } from '../thread/messages.js';

/** A request on its way through the pool. */
export interface Job {
  readonly request: AvmRequest;
  readonly sizeBytes: number;
  resolve(outcome: AvmOutcome): void;
  reject(error: Error): void;
}

/** @param settled called once, when the job was answered either way */
export function createJob(
  request: AvmRequest,
  settled: (job: Job) => void,
): { job: Job; outcome: Promise<AvmOutcome> } {
  const sizeBytes = requestSizeBytes(request);
  let job: Job | undefined;
  const outcome = new Promise<AvmOutcome>((resolve, reject) => {
    job = {
      request,
      sizeBytes,
      resolve: (value) => {
        settled(job!);
        resolve(value);
      },
      reject: (error) => {
        settled(job!);
        reject(error);
      },
    };
  });
  return { job: job!, outcome };
}
