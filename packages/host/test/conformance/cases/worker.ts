import { expect } from 'vitest';
import { asManagement, type ConformanceCase, type World } from '../case.js';

const CU_ID = 'ab'.repeat(32);
let deals = 0;

/** A worker of the management. */
async function newWorker(
  { host, management }: World,
  spell = true,
): Promise<{ dealId: string; workerId: string }> {
  const dealId = `deal-${++deals}`;
  const creatorPeerId = management.peerId;
  const workerId = await host.workers.create({ dealId, creatorPeerId });
  const scope = { kind: 'worker', workerId } as const;
  if (spell) {
    await host.services.createNative({
      scope,
      serviceType: 'spell',
      ownerId: workerId,
      alias: 'worker-spell',
    });
  }
  return { dealId, workerId };
}

async function inactiveDeal(world: World, spell = true): Promise<string> {
  const { dealId } = await newWorker(world, spell);
  await world.host.workers.deactivate(dealId, world.management.peerId);
  return dealId;
}

const isWorker = { check: (id: unknown) => expect(id).toMatch(/^12D3KooW/) };
const unknown = 'Error: Worker for deal_id nothing not found';

export const cases: readonly ConformanceCase[] = [
  { fn: 'worker.create', args: ['0xABC', [CU_ID]], how: asManagement, result: isWorker },
  {
    fn: 'worker.create',
    why: 'by the host, with a compute unit as bytes',
    args: ['abd', [[...Buffer.from(CU_ID, 'hex')]]],
    how: ({ keyPair }) => ({ by: keyPair }),
    result: isWorker,
  },
  {
    fn: 'worker.create',
    why: 'the deal id is normalised',
    args: ['AbC', []],
    how: asManagement,
    error: 'Error: Worker for abc already exists',
  },
  { fn: 'worker.create', args: ['x'], error: 'Only management or host peer can create worker' },
  { fn: 'worker.create', args: ['0x'], how: asManagement, error: 'Error: Invalid deal id: it is empty' },
  {
    fn: 'worker.create',
    args: ['x', ['ab']],
    how: asManagement,
    error: `Error: Error deserializing field 'cu_ids': expected 64 hexadecimal digits or 32 bytes, got "ab"`,
  },
  { fn: 'worker.get_worker_id', args: ['nothing'], result: [] },
  {
    fn: 'worker.get_worker_id',
    args: async (world) => [`0x${(await newWorker(world)).dealId.toUpperCase()}`],
    result: {
      check: (found, { host }) => expect(found).toEqual([host.workers.ofDeal(`deal-${deals}`)?.workerId]),
    },
  },
  {
    fn: 'worker.get_worker_id',
    why: 'an id made up by a deployment is no number, and keeps its peer id in lower case only',
    args: async ({ host, management }) => {
      const dealId = `Name_${management.peerId}_17`;
      await host.workers.create({ dealId, creatorPeerId: management.peerId });
      return [dealId.toLowerCase()];
    },
    result: ({ host, management }) => [host.workers.requireOfDeal(`Name_${management.peerId}_17`).workerId],
  },
  {
    fn: 'worker.get_worker_id',
    args: [],
    error: "Error: Field 'deal_id' is missing from args to call_service",
  },
  {
    fn: 'worker.list',
    result: {
      check: (ids, { host }) => expect(ids).toEqual(host.workers.list().map(({ workerId }) => workerId)),
    },
  },
  {
    fn: 'worker.remove',
    args: async (world) => [(await newWorker(world)).workerId],
    how: ({ keyPair }) => ({ by: keyPair }),
    result: '',
  },
  { fn: 'worker.remove', args: ['nothing'], how: asManagement, error: 'Error: Worker nothing not found' },
  {
    fn: 'worker.remove',
    why: 'a worker does not remove itself, nor does a stranger',
    args: async (world) => [(await newWorker(world)).workerId],
    error: ({ management, host }) =>
      `Worker ${host.workers.ofDeal(`deal-${deals}`)?.workerId} can be removed only by worker creator ${management.peerId}, host or a host manager`,
  },
  {
    fn: 'worker.remove',
    why: 'the host itself; upstream’s words',
    args: ({ keyPair }) => [keyPair.peerId],
    how: asManagement,
    error: ({ keyPair }) => `Worker ${keyPair.peerId} can be removed`,
  },
  {
    fn: 'worker.deactivate',
    args: async (world) => [(await newWorker(world)).dealId],
    how: asManagement,
    result: '',
  },
  {
    fn: 'worker.deactivate',
    args: async (world) => [await inactiveDeal(world)],
    how: asManagement,
    error: 'Deal has already been deactivated',
  },
  { fn: 'worker.deactivate', args: ['x'], error: 'Only management or host peer can deactivate deal' },
  { fn: 'worker.deactivate', args: ['nothing'], how: asManagement, error: unknown },
  {
    fn: 'worker.activate',
    args: async (world) => [await inactiveDeal(world)],
    how: asManagement,
    result: '',
  },
  {
    fn: 'worker.activate',
    args: async (world) => [(await newWorker(world)).dealId],
    how: asManagement,
    error: 'Deal has already been activated',
  },
  {
    fn: 'worker.activate',
    args: async (world) => [await inactiveDeal(world, false)],
    how: asManagement,
    error: /^Error: Service with alias 'worker-spell' is not found on worker '12D3KooW/,
  },
  { fn: 'worker.activate', args: ['x'], error: 'Only management or host peer can activate deal' },
  { fn: 'worker.activate', args: ['nothing'], how: asManagement, error: unknown },
  { fn: 'worker.is_active', args: async (world) => [(await newWorker(world)).dealId], result: true },
  { fn: 'worker.is_active', args: async (world) => [await inactiveDeal(world)], result: false },
  { fn: 'worker.is_active', args: ['nothing'], error: unknown },
];

export const infallible = ['worker.list'];
