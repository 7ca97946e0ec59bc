import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJob, type Job } from '../../src/pool/job.js';
import { JobQueue } from '../../src/pool/job-queue.js';
import { request } from '../utils/requests.js';

const job = (): Job =>
  createJob(
    { request: request('(null)'), callResults: new Uint8Array(0), options: {} },
    (raw) => raw,
    () => {},
  ).job;

describe('JobQueue', () => {
  it('gives jobs back in the order of a plain list, whatever is pushed, taken and put back', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('push', 'push', 'shift', 'putBack')), (steps) => {
        const queue = new JobQueue();
        let model: Job[] = [];
        let taken: Job[] = [];
        for (const step of steps) {
          if (step === 'push') {
            const next = job();
            queue.push(next);
            model.push(next);
          } else if (step === 'shift') {
            expect(queue.peek()).toBe(model[0]);
            const next = queue.shift();
            expect(next).toBe(model.shift());
            if (next !== undefined) taken.push(next);
          } else {
            queue.putBack(taken);
            model = [...taken, ...model];
            taken = [];
          }
          expect(queue.length).toBe(model.length);
        }
        expect(queue.takeAll()).toStrictEqual(model);
        expect(queue.length).toBe(0);
      }),
    );
  });
});
