import { describe, expect, it } from 'vitest';
import { dummyDealId } from '../../src/workers/deal-id.js';
import { recordOf } from '../../src/workers/record.js';

const CONTEXT = { dealId: 'one_x_1', relayPeerId: 'relay', timestamp: '2026-01-01T00:00:00.000Z' };
const report = (hostId: string, changes = {}) => ({
  ...{ worker: 'one', hostId, steps: [], definition: 'cid' },
  ...{ workerId: `w-${hostId}`, spellId: `s-${hostId}` },
  ...changes,
});
const former = {
  definition: 'cid',
  installation_spells: [{ host_id: 'a', spell_id: 's-a', worker_id: 'w-a' }],
  timestamp: '2025-01-01T00:00:00.000Z',
  relayId: 'old',
  dummyDealId: 'one_x_1',
};

describe('the record of a deployment', () => {
  it('lists where the workers are', () => {
    expect(recordOf(undefined, [report('a'), report('b')], CONTEXT)).toEqual({
      definition: 'cid',
      installation_spells: [
        { host_id: 'a', spell_id: 's-a', worker_id: 'w-a' },
        { host_id: 'b', spell_id: 's-b', worker_id: 'w-b' },
      ],
      timestamp: CONTEXT.timestamp,
      relayId: 'relay',
      dummyDealId: 'one_x_1',
    });
  });

  it('is the former one when nothing is new', () => {
    expect(recordOf(former, [report('a')], CONTEXT)).toBe(former);
  });

  it('keeps hosts that failed or are no longer named', () => {
    const failed = { worker: 'one', hostId: 'a', steps: [], error: 'no answer' };
    expect(recordOf(former, [failed, report('b', { definition: 'new' })], CONTEXT)).toMatchObject({
      definition: 'new',
      installation_spells: [{ host_id: 'b' }, { host_id: 'a' }],
    });
  });

  it('is none as long as there is no worker', () => {
    const failed = { worker: 'one', hostId: 'a', steps: [], error: 'no answer' };
    expect(recordOf(undefined, [failed], CONTEXT)).toBeUndefined();
  });
});

describe('the deal id', () => {
  it('is the recorded one, else that of entry, key and project', () => {
    expect(dummyDealId('one', 'peer', '/p', former)).toBe('one_x_1');
    expect(dummyDealId('one', 'peer', '/p', undefined)).toMatch(/^one_peer_\d{16}$/);
    expect(dummyDealId('one', 'peer', '/p', undefined)).toBe(dummyDealId('one', 'peer', '/p', undefined));
    expect(dummyDealId('one', 'peer', '/q', undefined)).not.toBe(dummyDealId('one', 'peer', '/p', undefined));
  });
});
