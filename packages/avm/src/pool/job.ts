import type { InvokeRequest } from '../avm-instance.js';
import type { RawOutcome } from '../outcome.js';
import { requestSizeBytes } from '../thread/messages.js';

/** A request on its way through the pool. */
export interface Job {
  readonly request: InvokeRequest;
  /** Encoded. */
  readonly callResults: Uint8Array;
  readonly sizeBytes: number;
  /** @throws when it cannot be read; the job is not answered then */
  resolve(outcome: RawOutcome): void;
  reject(error: Error): void;
}

/**
 * @param read makes what is promised of what the thread answers
 * @param settled called once, when the job was answered either way
 */
export function createJob<T>(
  { request, callResults }: Pick<Job, 'request' | 'callResults'>,
  read: (outcome: RawOutcome) => T,
  settled: (job: Job) => void,
): { job: Job; outcome: Promise<T> } {
  const sizeBytes = requestSizeBytes(request, callResults);
  let job: Job | undefined;
  const outcome = new Promise<T>((resolve, reject) => {
    job = {
      request,
      callResults,
      sizeBytes,
      resolve: (raw) => {
        const value = read(raw);
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
