import { randomBytes } from 'node:crypto';
import { generateKeyPair } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeciderPeer, management } from './decider-peer.js';
import { FakeChain } from './fake-chain.js';

const [APP, OTHER_APP] = ['bafkreione', 'bafkreitwo'];
const newDeal = () => randomBytes(20).toString('hex');

const chain = new FakeChain();
let peer: DeciderPeer;
beforeAll(async () => {
  peer = await DeciderPeer.start(chain);
  chain.onBlock = () => peer.poke();
});
afterAll(() => peer.destroy());

const until = (check: () => unknown, wanted: unknown = true) =>
  expect.poll(check, { timeout: 30_000, interval: 20 }).toEqual(wanted);
const isRegistered = (dealId: string) => {
  const worker = peer.workerOf(dealId);
  return worker !== undefined && chain.registered.get(dealId) === worker.workerId;
};
const statuses = (dealId: string) => peer.spellOf(dealId).view?.list('__installation_spell_status__').length;
const isIdle = (dealId: string) => peer.spellOf(dealId).view?.isRunning === false;
/** As `until`, for what no block tells of. */
const untilLooked = (check: () => unknown) =>
  expect
    .poll(
      () => {
        peer.poke();
        return check();
      },
      { timeout: 30_000, interval: 300 },
    )
    .toEqual(true);
/** So that what is not to happen could have. */
async function anotherRun(): Promise<void> {
  await until(() => !peer.isRunning);
  const { reads } = chain;
  peer.poke();
  await until(() => chain.reads > reads && !peer.isRunning);
}

async function workerOf(dealId: string): Promise<string> {
  chain.deal(dealId, 'ACTIVE', APP);
  await until(() => isRegistered(dealId));
  await until(() => statuses(dealId) === 1 && isIdle(dealId));
  return peer.workerOf(dealId)!.workerId;
}

/** The table of spec/deals.md §7.2, on a peer with its AVM, its spells and its store. */
describe('the decider of a peer', () => {
  it.each(['ACTIVE', 'SMALL_BALANCE'] as const)(
    'makes a worker for a deal that is %s, once',
    async (status) => {
      const dealId = newDeal();
      chain.deal(dealId, status, APP);
      await until(() => isRegistered(dealId));
      const { workerId, cuIds } = peer.workerOf(dealId)!;
      expect(cuIds).toEqual(['01'.repeat(32)]);
      const { view, count } = peer.spellOf(dealId);
      expect(count).toBe(1);
      expect(view!.triggerConfig).toMatchObject({ clock: { start_sec: 1, end_sec: 0, period_sec: 3600 } });
      const values = ['deal_id', 'h_worker_def_cid', 'ipfs'].map((key) => JSON.parse(view!.value(key)!));
      expect(values).toEqual([dealId, APP, '/ip4/127.0.0.1/tcp/5001']);
      await until(() => statuses(dealId), 1);
      await anotherRun();
      expect(peer.workerOf(dealId)!.workerId).toBe(workerId);
      expect(chain.transactions.filter((sent) => sent.includes(dealId))).toHaveLength(1);
      expect(peer.logOf(dealId)).toEqual([
        'Created worker for deal',
        `Created worker spell ${view!.spellId} on worker ${workerId}`,
        'Worker installed',
        'Registering worker',
        expect.stringMatching(/^Worker registered, tx hash: 0x/),
      ]);
    },
  );

  it('installs while a deal has not enough workers, lets the worker wait then, and run when it has', async () => {
    const dealId = newDeal();
    chain.deal(dealId, 'NOT_ENOUGH_WORKERS', APP);
    await until(() => isRegistered(dealId));
    await untilLooked(() => !peer.workerOf(dealId)!.active);
    expect(statuses(dealId)).toBe(1);
    chain.deal(dealId, 'NOT_ENOUGH_WORKERS', OTHER_APP);
    await untilLooked(() => statuses(dealId) === 2 && !peer.workerOf(dealId)!.active);
    chain.deal(dealId, 'ACTIVE', OTHER_APP);
    await until(() => peer.workerOf(dealId)!.active);
    expect(peer.logOf(dealId).slice(5)).toEqual([
      'Deactivating worker',
      'Activating worker',
      `App CID updated to ${OTHER_APP}`,
      'Deactivating worker',
      'Activating worker',
    ]);
  });

  it('gives a worker that has lost its spell one, and not two', async () => {
    const dealId = newDeal();
    const workerId = await workerOf(dealId);
    await peer.node.parts.spells.remove({ kind: 'worker', workerId }, 'worker-spell');
    peer.poke();
    await until(() => peer.spellOf(dealId).view !== undefined);
    await anotherRun();
    expect(peer.spellOf(dealId).count).toBe(1);
    expect(peer.logOf(dealId)).toContain('Found existing worker');
  });

  it('tells a worker another definition, and has it installed at once', async () => {
    const dealId = newDeal();
    const workerId = await workerOf(dealId);
    const { spellId } = peer.spellOf(dealId).view!;
    chain.deal(dealId, 'ACTIVE', OTHER_APP);
    await until(() => statuses(dealId), 2);
    const { view, count } = peer.spellOf(dealId);
    expect([view!.spellId, count, view!.value('h_worker_def_cid')]).toEqual([spellId, 1, `"${OTHER_APP}"`]);
    expect(peer.workerOf(dealId)!.workerId).toBe(workerId);
    expect(peer.logOf(dealId)).toContain(`App CID updated to ${OTHER_APP}`);
  });

  it('activates a worker that somebody has deactivated', async () => {
    const dealId = newDeal();
    await workerOf(dealId);
    await peer.node.parts.host.workers.deactivate(dealId, peer.keyPair.peerId);
    peer.poke();
    await until(() => peer.workerOf(dealId)!.active);
  });

  it('tells the chain its worker when the chain has another one, or lost it', async () => {
    const dealId = newDeal();
    await workerOf(dealId);
    for (const other of [generateKeyPair().peerId, null]) {
      chain.registered.set(dealId, other);
      peer.poke();
      await until(() => isRegistered(dealId));
    }
  });

  it('sends a transaction that came into no block again', async () => {
    const dealId = newDeal();
    chain.losing = 2;
    chain.deal(dealId, 'ACTIVE', APP);
    await until(() => isRegistered(dealId));
    expect(chain.transactions.filter((sent) => sent.includes(dealId))).toHaveLength(3);
    expect(peer.logOf(dealId)).toContain(
      'Failed to register worker: Transaction 0x1 is in no block Try again on the next run',
    );
  });

  it.each(['ENDED', 'INSUFFICIENT_FUNDS'] as const)(
    'leaves a deal that is %s, and removes its worker',
    async (status) => {
      const dealId = newDeal();
      await workerOf(dealId);
      chain.deal(dealId, status, APP);
      await until(() => peer.workerOf(dealId) === undefined);
      expect(chain.transactions).toContain(`leave ${dealId}`);
      expect(peer.logOf(dealId).slice(5)).toEqual([
        `Deactivating deal before removal based on status ${status}`,
        'Deactivating worker',
        expect.stringMatching(/^Deal left, tx hash: 0x/),
        'Removing the worker and the deal state from kv',
      ]);
    },
  );

  it('makes no worker for a deal that is over, and leaves it', async () => {
    const dealId = newDeal();
    chain.deal(dealId, 'ENDED', APP);
    await until(() => peer.logOf(dealId).length, 2);
    expect(chain.listed.has(dealId)).toBe(false);
    expect(peer.logOf(dealId)).toEqual([
      "Deal won't be installed due to the status ENDED",
      expect.stringMatching(/^Deal left/),
    ]);
  });

  it('removes the worker of a unit that was returned, and never while the deals are not known', async () => {
    const dealId = newDeal();
    const workerId = await workerOf(dealId);
    await anotherRun();
    chain.unread = 'the chain is away';
    chain.returned(dealId);
    await until(() => peer.log.includes('Failed to get deals: the chain is away'));
    await anotherRun();
    expect(peer.workerOf(dealId)!.workerId).toBe(workerId);
    const { block } = chain;
    [chain.block, chain.unread] = [block - 1, undefined];
    await anotherRun();
    expect(peer.workerOf(dealId)!.workerId).toBe(workerId);
    chain.block = block;
    peer.poke();
    await until(() => peer.workerOf(dealId) === undefined);
    expect(peer.node.parts.spells.list({ kind: 'worker', workerId })).toEqual([]);
  });

  it('leaves a deal as it is that could not be read', async () => {
    const dealId = newDeal();
    await workerOf(dealId);
    chain.listed.set(dealId, {
      ...chain.listed.get(dealId)!,
      state: { ok: false, error: 'execution reverted' },
    });
    peer.poke();
    await until(() => peer.logOf(dealId).at(-1), 'execution reverted');
    await anotherRun();
    expect(peer.workerOf(dealId)!.active).toBe(true);
    expect(peer.logOf(dealId).filter((line) => line === 'execution reverted')).toHaveLength(1);
    chain.deal(dealId, 'ENDED', APP);
    await until(() => peer.workerOf(dealId) === undefined);
  });

  it('touches no worker of `workers deploy`, whatever its deal is called', async () => {
    const { workers } = peer.node.parts.host;
    const { peerId: creatorPeerId } = management;
    const [dummy, dealId] = [newDeal(), newDeal()];
    for (const id of [dummy, dealId]) await workers.create({ dealId: id, creatorPeerId });
    chain.deal(dealId, 'ACTIVE', APP);
    await until(() => peer.logOf(dealId).at(-1), 'Its worker was not made for it');
    chain.returned(dealId);
    await anotherRun();
    for (const id of [dummy, dealId]) expect(peer.workerOf(id)!.active).toBe(true);
    expect(chain.transactions.filter((sent) => sent.includes(dealId))).toEqual([]);
  });

  it('lets no deal wait for another one that fails', async () => {
    const [bad, good] = [newDeal(), newDeal()];
    chain.refusals.set(bad, 'no such unit');
    chain.deal(bad, 'ACTIVE', APP);
    await until(() => peer.logOf(bad).filter((line) => line.includes('no such unit')).length > 1);
    await workerOf(good);
    const { details } = peer.node.describe().children!.find(({ name }) => name === 'decider')!;
    expect(details).toMatchObject({ failing: [{ dealId: bad, step: 'register', error: 'no such unit' }] });
    chain.refusals.clear();
    await until(() => isRegistered(bad));
  });

  it('makes more workers than one particle could', async () => {
    const deals = Array.from({ length: 40 }, newDeal);
    for (const dealId of deals) chain.deal(dealId, 'ACTIVE', APP);
    await until(() => deals.every(isRegistered));
    for (const dealId of deals) expect(peer.spellOf(dealId).count).toBe(1);
    expect(peer.errors).toEqual([]);
  });
});

describe('a peer that is stopped in the middle', () => {
  it('goes on where it was: with the same workers, each once', async () => {
    const deals = Array.from({ length: 6 }, newDeal);
    for (const dealId of deals) chain.deal(dealId, 'ACTIVE', APP);
    await until(() => deals.some((dealId) => peer.workerOf(dealId) !== undefined));
    await peer.stop();
    await peer.boot();
    peer.poke();
    await until(() => deals.every(isRegistered));
    for (const dealId of deals) expect(peer.spellOf(dealId).count).toBe(1);
    const ids = peer.node.parts.host.workers.list().map(({ dealId }) => dealId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
