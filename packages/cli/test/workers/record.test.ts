import { describe, expect, it } from 'vitest';
import { dealRecordOf, hostRecordOf } from '../../src/workers/record.js';
import type { WorkerReport } from '../../src/workers/report.js';

const CONTEXT = { relayPeerId: 'relay', timestamp: '2026-01-01T00:00:00.000Z' };
const EARLIER = '2025-01-01T00:00:00.000Z';

function report(hostId: string, changes: Partial<WorkerReport> = {}): WorkerReport {
  return {
    ...{ section: 'hosts', worker: 'one', hostId, peer: hostId, dealId: 'one_x_1', steps: [], notes: [] },
    ...{ workerId: `w-${hostId}`, spellId: `s-${hostId}`, definition: 'cid' },
    ...changes,
  };
}
const at = (hostId: string) => ({ host_id: hostId, spell_id: `s-${hostId}`, worker_id: `w-${hostId}` });
const removed = (hostId: string): WorkerReport => {
  const { definition: _, ...rest } = report(hostId);
  return { ...rest, steps: [{ action: 'remove', kind: 'worker', alias: 'one', id: `w-${hostId}` }] };
};
function failed(hostId: string): WorkerReport {
  const { definition: _d, workerId: _w, spellId: _s, ...rest } = report(hostId);
  return { ...rest, error: 'no answer' };
}
const former = {
  definition: 'cid',
  installation_spells: [at('a')],
  timestamp: EARLIER,
  relayId: 'old',
  dummyDealId: 'one_x_1',
};

describe('the record of a host', () => {
  it('lists where the workers are', () => {
    expect(hostRecordOf(undefined, [report('a'), report('b')], CONTEXT)).toEqual({
      definition: 'cid',
      installation_spells: [at('a'), at('b')],
      timestamp: CONTEXT.timestamp,
      relayId: 'relay',
      dummyDealId: 'one_x_1',
    });
  });

  it('is the former one when nothing is new, in whatever order the hosts are', () => {
    expect(hostRecordOf(former, [report('a')], CONTEXT)).toBe(former);
    const two = { ...former, installation_spells: [at('b'), at('a')] };
    expect(hostRecordOf(two, [report('a'), report('b')], CONTEXT)).toBe(two);
  });

  it.each([
    ['another definition', [report('a', { definition: 'new' })], { definition: 'new' }],
    [
      'another worker',
      [report('a', { workerId: 'w2' })],
      { installation_spells: [{ ...at('a'), worker_id: 'w2' }] },
    ],
    ['another deal', [report('a', { dealId: 'two' })], { dummyDealId: 'two' }],
  ])('is written anew for %s', (_what, reports, changes) => {
    expect(hostRecordOf(former, reports, CONTEXT)).toEqual({
      ...{ ...former, timestamp: CONTEXT.timestamp, relayId: 'relay' },
      ...changes,
    });
  });

  it('keeps hosts that were not reached, and those that nobody looked at', () => {
    const two = { ...former, installation_spells: [at('a'), at('c')] };
    const record = hostRecordOf(two, [failed('a'), report('b', { definition: 'new' })], CONTEXT);
    expect(record).toMatchObject({
      definition: 'new',
      installation_spells: [at('b'), at('a'), at('c')],
    });
    expect(hostRecordOf(former, [failed('a')], CONTEXT)).toBe(former);
  });

  it('keeps a worker that is left, or could not be removed', () => {
    const { definition: _d, spellId: _s, ...bare } = report('a');
    const step = { kind: 'worker', alias: 'one', id: 'w-a' } as const;
    const left: WorkerReport = { ...bare, steps: [{ ...step, action: 'leave' }] };
    const stuck: WorkerReport = { ...bare, steps: [{ ...step, action: 'remove' }], error: 'not yours' };
    for (const each of [left, stuck])
      expect(hostRecordOf(former, [report('b'), each], CONTEXT)?.installation_spells).toEqual([
        at('b'),
        { ...at('a'), spell_id: '' },
      ]);
  });

  it('has a worker that was made although its installation failed', () => {
    const { definition: _d, spellId: _s, ...bare } = report('a');
    const half: WorkerReport = { ...bare, error: 'no space left' };
    expect(hostRecordOf(undefined, [half], CONTEXT)?.installation_spells).toEqual([
      { ...at('a'), spell_id: '' },
    ]);
  });

  it('loses what was removed, and ends with the last worker', () => {
    const two = { ...former, installation_spells: [at('a'), at('b')] };
    expect(hostRecordOf(two, [removed('a')], CONTEXT)).toMatchObject({
      definition: 'cid',
      installation_spells: [at('b')],
    });
    expect(hostRecordOf(two, [removed('a'), removed('b')], CONTEXT)).toBeUndefined();
  });

  it('is none as long as there is no worker', () => {
    expect(hostRecordOf(undefined, [failed('a')], CONTEXT)).toBeUndefined();
  });
});

describe('the record of a deal', () => {
  const ID = '0xAbCdEf';
  const deal = (hostId: string, changes: Partial<WorkerReport> = {}) =>
    report(hostId, { section: 'deployments', dealId: ID, ...changes });
  const earlier = {
    definition: 'cid',
    timestamp: EARLIER,
    dealIdOriginal: ID,
    dealId: 'abcdef',
    chainNetworkId: 31_337,
    matched: true,
  };

  it('is upstream’s without a chain, whose id is in small letters without 0x', () => {
    expect(dealRecordOf(undefined, [failed('b'), deal('a')], CONTEXT.timestamp)).toEqual({
      ...earlier,
      timestamp: CONTEXT.timestamp,
    });
  });

  it('stays when nothing is new, or nobody was reached', () => {
    expect(dealRecordOf(earlier, [deal('a')], CONTEXT.timestamp)).toBe(earlier);
    expect(dealRecordOf(earlier, [failed('a')], CONTEXT.timestamp)).toBe(earlier);
  });

  it('has the new definition', () => {
    expect(dealRecordOf(earlier, [deal('a', { definition: 'new' })], CONTEXT.timestamp)).toEqual({
      ...earlier,
      definition: 'new',
      timestamp: CONTEXT.timestamp,
    });
  });

  it('ends with the last worker, and not while a peer did not tell whether it has one', () => {
    expect(dealRecordOf(earlier, [removed('a')], CONTEXT.timestamp)).toBeUndefined();
    expect(dealRecordOf(earlier, [removed('a'), failed('b')], CONTEXT.timestamp)).toBe(earlier);
  });

  it('is none when there is only a worker of which nothing is known', () => {
    const { definition: _, ...bare } = deal('a');
    expect(dealRecordOf(undefined, [{ ...bare, error: 'not yours' }], CONTEXT.timestamp)).toBeUndefined();
  });
});
