import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { localWorkerTarget } from '../../src/workers/local-target.js';
import type { ObservedWorker } from '../../src/workers/plan.js';
import type { WorkerTarget } from '../../src/workers/target.js';

it('a question too long for an address is asked by particles', async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests++;
    response.end('null');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const observed = { byParticles: true } as unknown as ObservedWorker;
  const remote = { observe: async () => observed } as Partial<WorkerTarget> as WorkerTarget;
  const http = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const target = localWorkerTarget('host', http, async () => remote);
  expect(await target.observe('deal', ['key'])).not.toBe(observed);
  expect(requests).toBe(1);
  expect(await target.observe('deal', ['k'.repeat(6 * 1024)])).toBe(observed);
  expect(requests).toBe(1);
});
