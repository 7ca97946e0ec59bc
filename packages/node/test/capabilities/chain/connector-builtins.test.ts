import { randomBytes } from 'node:crypto';
import type { DesiredDeal, PeerChain, Read, Receipt } from '@noctiluca/chain/peer';
import type { BuiltinCall } from '@noctiluca/host';
import type { JsonValue } from '@noctiluca/marine';
import { generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it, vi } from 'vitest';
import { connectorBuiltins } from '../../../src/capabilities/chain/connector-builtins.js';

const HOST = generateKeyPair().peerId;
const WORKER = generateKeyPair().peerId;
const UNIT = randomBytes(32).toString('hex');

const DEAL: DesiredDeal = {
  ...{ dealId: 'ab'.repeat(20), unitIds: [`0x${UNIT}`], onchainWorkerId: `0x${UNIT}` },
  state: { ok: true, status: 'ACTIVE', appCid: 'bafy' },
};

function connector(chain: Partial<PeerChain> = {}) {
  const beginRegistration = vi.fn<PeerChain['beginRegistration']>(async () => '0xhash');
  const peer: Pick<PeerChain, 'deals' | 'beginRegistration' | 'receipts'> = {
    deals: async () => ({
      desired: { ok: true, block: 1, deals: [DEAL] },
      chain: new Map(),
      firstBlock: '0x00',
    }),
    ...{ beginRegistration, receipts: async () => [], ...chain },
  };
  const { functions } = connectorBuiltins({ chain: { peer }, hostPeerId: HOST });
  const call = async (name: string, args: JsonValue[], initPeerId = HOST) =>
    functions[name]!.prepare(args)({ particle: { initPeerId } } as BuiltinCall);
  return { call, beginRegistration };
}

describe('connector', () => {
  it.each([
    ['get_deals', [], 'get_deals'],
    ['register_worker', ['ab', WORKER, UNIT], 'register_worker'],
    ['get_tx_receipts', [[]], 'get_tx_receipt'],
  ])('answers %s to nobody but the host', async (name, args, said) => {
    const { call, beginRegistration } = connector();
    await expect(call(name, args, WORKER)).rejects.toThrow(`Only the root worker can call connector.${said}`);
    expect(beginRegistration).not.toHaveBeenCalled();
  });

  it('gives the deals, those that cannot be read among them', async () => {
    const unread: DesiredDeal = { ...DEAL, dealId: 'cd'.repeat(20), state: { ok: false, error: 'why' } };
    const { call } = connector({
      deals: async () => ({
        desired: { ok: true, block: 1, deals: [DEAL, unread] },
        chain: new Map(),
        firstBlock: '0x00',
      }),
    });
    const info = {
      ...{ status: 'ACTIVE', app_cid: 'bafy', onchain_worker_id: `0x${UNIT}` },
      ...{ cu_ids: [UNIT], unit_ids: [[...Buffer.from(UNIT, 'hex')]] },
    };
    expect(await call('get_deals', [])).toEqual([
      { success: true, error: [], deal_id: DEAL.dealId, deal_info: [info] },
      { success: false, error: ['why'], deal_id: unread.dealId, deal_info: [] },
    ]);
  });

  it.each([
    ['with 0x', `0x${UNIT}`],
    ['without, in upper case', UNIT.toUpperCase()],
    ['as bytes', [...Buffer.from(UNIT, 'hex')]],
    ['as the one unit', [[...Buffer.from(UNIT, 'hex')]]],
    ['as the one unit, in digits', [UNIT]],
  ])('registers a worker by its id on the chain, %s', async (_, id) => {
    const { call, beginRegistration } = connector();
    expect(await call('register_worker', [DEAL.dealId, WORKER, id])).toBe('0xhash');
    expect(beginRegistration).toHaveBeenCalledExactlyOnceWith(DEAL.dealId, `0x${UNIT}`, WORKER);
  });

  it.each([
    [[], 'Invalid onchain_worker_id: empty'],
    ['', 'Invalid onchain_worker_id: empty'],
    [[UNIT, UNIT], 'Only one cu_id is allowed'],
    ['12', 'Invalid onchain_worker_id: it has 32 bytes'],
    [[1, 2], 'Invalid onchain_worker_id: it has 32 bytes'],
    [{ a: 1 }, 'expected []u8'],
    [null, 'expected []u8'],
    [[1, 'a'], 'expected []u8'],
  ])('registers no worker with the id %j', async (id, said) => {
    const { call, beginRegistration } = connector();
    await expect(call('register_worker', [DEAL.dealId, WORKER, id])).rejects.toThrow(said);
    expect(beginRegistration).not.toHaveBeenCalled();
  });

  it('tells what came of transactions', async () => {
    const receipt: Receipt = { status: 'failed', blockNumber: 7, txHash: '0x1', logs: [] };
    const reads: Read<Receipt | undefined>[] = [
      { ok: true, value: receipt },
      { ok: true, value: undefined },
      { ok: false, error: { message: 'why' } as never },
    ];
    const { call } = connector({ receipts: async () => reads });
    expect(await call('get_tx_receipts', [['0x1', '0x2', '0x3']])).toEqual([
      { success: true, error: [], status: 'failed', receipt: [{ block_number: 7, tx_hash: '0x1' }] },
      { success: true, error: [], status: 'pending', receipt: [] },
      { success: false, error: ['why'], status: 'pending', receipt: [] },
    ]);
  });

  it.each([
    ['get_deals', [], 'Failed to get deals: why'],
    ['register_worker', [DEAL.dealId, WORKER, UNIT], 'Failed to register worker: why'],
    ['get_tx_receipts', [[]], 'Failed to get tx receipts: why'],
  ])('says in upstream’s words why %s failed', async (name, args, said) => {
    const fails = async () => {
      throw new Error('why');
    };
    const { call } = connector({ deals: fails, beginRegistration: fails, receipts: fails });
    await expect(call(name, args)).rejects.toThrow(new RegExp(`^${said}$`));
  });
});
