import type { AvmRunOptions, InvokeRequest } from '../avm.js';
import type { RawOutcome } from '../run/outcome.js';
import { requestSizeBytes } from '../thread/messages.js';

/** A request on its way through the pool. */
export interface Job {
  readonly request: InvokeRequest;
  /** Encoded. */
  readonly callResults: Uint8Array;
  readonly sizeBytes: number;
  readonly options: AvmRunOptions;
  /** @throws when it cannot be read; the job is not answered then */
  resolve(outcome: RawOutcome, runUs: number): void;
  reject(error: Error): void;
}

/**
 * @param read makes what is promised of what the thread answers
 * @param settled called once, when the job was answered either way
 */
export function createJob<T>(
  { request, callResults, options }: Pick<Job, 'request' | 'callResults' | 'options'>,
  read: (outcome: RawOutcome, runUs: number) => T,
  settled: (job: Job) => void,
): { job: Job; outcome: Promise<T> } {
  const sizeBytes = requestSizeBytes(request, callResults);
  let job: Job | undefined;
  const outcome = new Promise<T>((resolve, reject) => {
    job = {
      request,
      callResults,
      sizeBytes,
      options,
      resolve: (raw, runUs) => {
        const value = read(raw, runUs);
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
