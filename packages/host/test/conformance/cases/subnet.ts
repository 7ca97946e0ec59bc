import { REMOTE_PEER } from '../../utils/test-host.js';
import type { ConformanceCase } from '../case.js';

const UNIT = 'ab'.repeat(32);

/** Who knows the workers of the cases' deals. */
export const subnets = {
  async resolve(dealId: string) {
    if (dealId !== 'abc') throw new Error(`nobody knows ${dealId}`);
    return [{ cuIds: [UNIT] as const, hostPeerId: REMOTE_PEER, workerId: 'worker' }];
  },
};

const workers = [{ pat_id: `0x${UNIT}`, cu_ids: [UNIT], host_id: REMOTE_PEER, worker_id: ['worker'] }];
const failed = (reason: string) => ({ success: false, error: [reason], workers: [] });

export const cases: readonly ConformanceCase[] = [
  ...['0xABC', 'abc', '0Xabc'].map((id) => ({
    fn: 'subnet.resolve',
    why: 'the deal id is normalised',
    args: [id],
    result: { success: true, error: [], workers },
  })),
  { fn: 'subnet.resolve', args: ['0xdef'], result: failed('nobody knows def') },
  { fn: 'subnet.resolve', args: ['0x'], result: failed('Invalid deal id: it is empty') },
  {
    fn: 'subnet.resolve',
    args: ['x'.repeat(256)],
    result: failed('Invalid deal id: it is longer than 255 bytes'),
  },
  {
    fn: 'subnet.resolve',
    args: [7],
    error: "Error: Error deserializing field 'deal_id': expected string, got 7",
  },
];

export const infallible = [];
