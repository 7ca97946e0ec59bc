import { describe, expect, it } from 'vitest';
import { dealLogsText } from '../../src/deals/deal-logs-text.js';

const WORKER = { hostId: 'H', workerId: 'W', spellId: 'S', logs: [] };

describe('logs of deals', () => {
  it('are printed in upstream’s lines', () => {
    const logs = [
      { timestamp: 1_700_000_000, message: '["installed", {"a":1}]' },
      { timestamp: 1_700_000_001, message: 'plain' },
    ];
    expect(dealLogsText([{ name: 'one', dealId: '0x1', workers: [{ ...WORKER, logs }, WORKER] }])).toBe(
      [
        'one (host_id: H, worker_id: W, spell_id: S): ',
        '',
        '2023-11-14 22:13:20 installed {\n  "a": 1\n}',
        '2023-11-14 22:13:21 plain',
        '',
        'one (host_id: H, worker_id: W, spell_id: S): ',
        '',
        '',
      ].join('\n'),
    );
  });

  it('say what a deal, or a worker, does not tell', () => {
    const worker = { ...WORKER, workerId: null, spellId: null, error: 'Worker is not installed yet' };
    const text = dealLogsText([
      { name: 'one', dealId: '0x1', workers: [], error: 'Failed to resolve subnet: no' },
      { name: 'two', dealId: '0x2', workers: [worker] },
    ]);
    expect(text).toBe(
      'one (deal_id: 0x1): Failed to resolve subnet: no\n\ntwo (host_id: H, worker_id: unknown, spell_id: unknown): Worker is not installed yet',
    );
  });
});
