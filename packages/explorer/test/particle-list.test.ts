import { describe, expect, it } from 'vitest';
import { MAX_LISTED, ParticleList } from '../src/page/model/particle-list.js';
import { summary } from './utils/summaries.js';

describe('the list of particles', () => {
  it('has one row for what all peers tell of a particle', () => {
    const list = new ParticleList();
    list.tell('nox-1', [
      summary({ fromUs: 2_000, toUs: 9_000, outcome: 'failed', reason: 'gone', failedCalls: 1 }),
    ]);
    list.tell('nox-0', [summary({ outcome: 'sent-on' })]);
    expect(list.rows()).toEqual([
      expect.objectContaining({
        ...{ particleId: 'p', peers: ['nox-0', 'nox-1'], fromUs: 1_000, toUs: 9_000 },
        ...{ outcome: 'failed', reason: 'gone', calls: 6, failedCalls: 1 },
        outcomes: new Set(['sent-on', 'failed']),
      }),
    ]);
  });

  it('takes what is with its author for returned, whatever failed on the way', () => {
    const list = new ParticleList();
    list.tell('nox-0', [summary({ outcome: 'returned' })]);
    list.tell('nox-1', [summary({ outcome: 'failed' })]);
    expect(list.rows()[0]?.outcome).toBe('returned');
  });

  it('is told again of what goes on', () => {
    const list = new ParticleList();
    list.tell('nox-0', [summary({ outcome: 'running', calls: 1 })]);
    const before = list.rows();
    expect(list.tell('nox-0', [])).toBe(false);
    expect(list.rows()).toBe(before);
    expect(list.tell('nox-0', [summary({ calls: 2 })])).toBe(true);
    expect(list.rows()).toEqual([expect.objectContaining({ outcome: 'returned', calls: 2 })]);
  });

  it('is in the order of time, newest first, and keeps the newest', () => {
    const list = new ParticleList();
    const count = MAX_LISTED + 10;
    list.tell(
      'nox-0',
      Array.from({ length: count }, (_, i) => summary({ particleId: `p${i}`, fromUs: i })),
    );
    expect(list.rows()).toHaveLength(MAX_LISTED);
    expect(list.rows()[0]?.particleId).toBe(`p${count - 1}`);
    expect(list.rows().at(-1)?.particleId).toBe('p10');
    expect(list.size).toBe(MAX_LISTED);
  });
});
