import type { DealPlan, Decider, PeerChain, Receipt } from '@noctiluca/chain/peer';
import type { BuiltinCall } from '@noctiluca/host';
import type { JsonValue } from '@noctiluca/marine';
import { generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it, vi } from 'vitest';
import { deciderBuiltins } from '../../../src/capabilities/decider/decider-builtins.js';

const HOST = generateKeyPair().peerId;
const WORKER = generateKeyPair().peerId;
const UNIT = 'ab'.repeat(32);
const UNIT_BYTES = [...Buffer.from(UNIT, 'hex')];
const RECEIPT: Receipt = { status: 'ok', blockNumber: 1, txHash: '0xhash', logs: [] };

const PLANS: DealPlan[] = [
  { dealId: undefined, notes: ['Failed to get deals: away'], steps: [] },
  {
    dealId: 'aa',
    notes: ['Found existing worker'],
    steps: [
      { id: '0.0', kind: 'create-worker', dealId: 'aa', unitIds: [`0x${UNIT}`] },
      { id: '0.1', kind: 'install-spell', dealId: 'aa', workerId: undefined, appCid: 'bafy' },
      { id: '0.2', kind: 'register', dealId: 'aa', workerId: WORKER, onchainWorkerId: `0x${UNIT}` },
      { id: '0.3', kind: 'leave-deal', dealId: 'aa', onchainWorkerId: `0x${UNIT}` },
    ],
  },
];

function connector() {
  const decider = {
    plan: vi.fn<Decider['plan']>(async () => PLANS),
    report: vi.fn<Decider['report']>(),
  };
  const peer = {
    register: vi.fn<PeerChain['register']>(async () => RECEIPT),
    leave: vi.fn<PeerChain['leave']>(async () => RECEIPT),
  };
  const { functions } = deciderBuiltins({ hostPeerId: HOST, decider, chain: { peer } });
  const call = async (functionName: string, args: JsonValue[], initPeerId = HOST) => {
    const particle = { initPeerId, timestamp: 1000, ttl: 500 };
    return functions[functionName]!.prepare(args)({ particle, functionName } as BuiltinCall);
  };
  return { call, decider, peer };
}

const STEP = { id: '0.0', kind: 'register', deal_id: 'aa' };
const empty = { worker_id: [], cu_ids: [], app_cid: '', onchain_worker_id: [] };

describe('what the decider asks of the connector', () => {
  it.each([
    ['plan', []],
    ['report', [STEP, { success: true, error: '', value: '' }]],
    ['enter_deal', ['aa', WORKER, UNIT_BYTES]],
    ['leave_deal', ['aa', UNIT_BYTES]],
  ])('is for the host alone: %s', async (name, args) => {
    const { call, decider, peer } = connector();
    await expect(call(name, args, WORKER)).rejects.toThrow(`Only the root worker can call connector.${name}`);
    for (const asked of [...Object.values(decider), ...Object.values(peer)])
      expect(asked).not.toHaveBeenCalled();
  });

  it('has steps with all fields that a script may look at, until its particle ends', async () => {
    const { call, decider } = connector();
    const of = { deal_id: 'aa', ...empty };
    expect(await call('plan', [])).toEqual([
      { deal_id: '', notes: ['Failed to get deals: away'], steps: [] },
      {
        deal_id: 'aa',
        notes: ['decider deal_id=aa: Found existing worker'],
        steps: [
          { ...of, id: '0.0', kind: 'create-worker', cu_ids: [UNIT] },
          { ...of, id: '0.1', kind: 'install-spell', app_cid: 'bafy' },
          { ...of, id: '0.2', kind: 'register', worker_id: [WORKER], onchain_worker_id: UNIT_BYTES },
          { ...of, id: '0.3', kind: 'leave-deal', onchain_worker_id: UNIT_BYTES },
        ],
      },
    ]);
    expect(decider.plan).toHaveBeenCalledWith(1500);
  });

  it('takes reports, and answers in few words what failed', async () => {
    const { call, decider } = connector();
    const said = `Local service error, ret_code is 1, error message is '"no room"'`;
    const error = `fail with '${JSON.stringify({ message: said })}' is used without corresponding xor`;
    const step = { ...STEP, ...empty };
    expect(await call('report', [step, { success: false, error, value: '' }])).toBe('no room');
    expect(await call('report', [step, { success: true, error: '', value: '0x1' }])).toBe('');
    const named = { id: '0.0', dealId: 'aa', kind: 'register' };
    expect(decider.report.mock.calls).toEqual([
      [named, { success: false, error: 'no room' }],
      [named, { success: true, error: '' }],
    ]);
  });

  it.each([
    [[]],
    [[STEP]],
    [['step', { success: true, error: '' }]],
    [
      [
        { ...STEP, id: 1 },
        { success: true, error: '' },
      ],
    ],
    [[{ id: '0.0' }, { success: true, error: '' }]],
    [[STEP, { success: 'yes', error: '' }]],
    [[STEP, { success: true }]],
  ] as JsonValue[][][])('takes no report that is none: %j', async (args) => {
    const { call, decider } = connector();
    await expect(call('report', args)).rejects.toMatchObject({ code: 'BAD_ARGUMENTS' });
    expect(decider.report).not.toHaveBeenCalled();
  });

  it('tells the chain of a worker, and that there is none any more, and waits', async () => {
    const { call, peer } = connector();
    expect(await call('enter_deal', ['aa', WORKER, UNIT_BYTES])).toBe('0xhash');
    expect(peer.register).toHaveBeenCalledWith('aa', `0x${UNIT}`, WORKER);
    expect(await call('leave_deal', ['aa', UNIT_BYTES])).toBe('0xhash');
    expect(peer.leave).toHaveBeenCalledWith('aa', `0x${UNIT}`);
    await expect(call('leave_deal', ['aa', [1]])).rejects.toMatchObject({ code: 'INVALID' });
  });
});
