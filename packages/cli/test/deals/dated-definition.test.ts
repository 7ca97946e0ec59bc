import { describe, expect, it } from 'vitest';
import { definitionAt, definitionNow } from '../../src/deals/dated-definition.js';
import { wantedSpell, wantedWorker } from '../utils/wanted.js';

const NOW_MS = 1_800_000_000_000;
const EARLIER = '2026-11-30T00:00:00.000Z';
const relative = wantedWorker({}, [wantedSpell('tick', { clock: { periodSec: 60, endDelaySec: 1800 } })]);
const thenCid = definitionAt(relative, Date.parse(EARLIER)).cid;

describe('a definition with a clock that counts from its deployment', () => {
  it('is another one at another moment, and the same at the moment that was written', () => {
    expect(definitionAt(relative, NOW_MS).cid).not.toBe(thenCid);
    expect(definitionNow(relative, { appCid: thenCid, timestamp: EARLIER }, NOW_MS)).toMatchObject({
      ...{ cid: thenCid, atSec: Date.parse(EARLIER) / 1000 },
    });
  });

  it('counts from now when anything else is new, or nothing is known', () => {
    const changed = wantedWorker({ greet: 'b' }, relative.spells);
    const there = { appCid: thenCid, timestamp: EARLIER };
    for (const [wanted, known] of [
      [changed, there],
      [relative, undefined],
      [relative, { ...there, timestamp: 'some day' }],
    ] as const)
      expect(definitionNow(wanted, known, NOW_MS).atSec).toBe(NOW_MS / 1000);
  });

  it('is refused for a clock that makes no sense now, whatever it was then', () => {
    const ends = wantedSpell('tick', { clock: { periodSec: 60, startDelaySec: 10, endTimestamp: EARLIER } });
    const there = { appCid: thenCid, timestamp: '2020-01-01T00:00:00.000Z' };
    expect(() => definitionNow(wantedWorker({}, [ends]), there, NOW_MS)).toThrow(/Start time/);
  });
});
