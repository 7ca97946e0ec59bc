import { FakeClock } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { BAN_FIRST_MS, BAN_LONGEST_MS } from '../../src/constants.js';
import { Offences } from '../../src/peers/offences.js';
import type { Refusals } from '../../src/peers/refusals.js';

function watched() {
  const clock = new FakeClock();
  const told: string[] = [];
  const refusals = { refused: (reason: string) => void told.push(reason) } as unknown as Refusals;
  const offences = new Offences(refusals, clock);
  const offend = (address = '/ip4/1.2.3.4/tcp/5') => offences.offended('too-many-resets', 'peer', address);
  const later = (ms: number): void => clock.advance(ms);
  return { offences, told, offend, later };
}

describe('a peer whose connection did harm', () => {
  it('is refused for a while, twice as long each time, up to a bound', () => {
    const { offences, told, offend, later } = watched();
    for (let time = 0; time < 12; time++) {
      offend();
      const lengthMs = Math.min(BAN_LONGEST_MS, BAN_FIRST_MS * 2 ** time);
      later(lengthMs - 1);
      expect(offences.isBanned({ peerId: 'peer' })).toBe(true);
      later(1);
      expect(offences.isBanned({ peerId: 'peer' })).toBe(false);
    }
    expect(told.filter((reason) => reason === 'banned')).toHaveLength(12);
  });

  it.each([
    { from: '/ip4/1.2.3.4/tcp/5', same: '/ip4/1.2.3.4/tcp/6', other: '/ip4/1.2.3.5/tcp/5' },
    {
      from: '/ip6/2606:4700:1:2::3/tcp/5',
      same: '/ip6/2606:4700:1:2:9::/tcp/5',
      other: '/ip6/2606:4700:1:3::3/tcp/5',
    },
  ])('takes its host $from with it, and no neighbour', ({ from, same, other }) => {
    const { offences, offend } = watched();
    offend(from);
    expect(offences.isBanned({ address: same })).toBe(true);
    expect(offences.isBanned({ address: other })).toBe(false);
  });

  it('on this machine or its network stands for itself alone', () => {
    const { offences, offend } = watched();
    offend('/ip4/127.0.0.1/tcp/5');
    expect(offences.isBanned({ peerId: 'peer' })).toBe(true);
    expect(offences.isBanned({ address: '/ip4/127.0.0.1/tcp/5' })).toBe(false);
  });

  it('is one of a bounded number', () => {
    const { offences } = watched();
    for (let i = 0; i < 5000; i++) offences.offended('too-many-streams', `peer-${i}`, '/memory/1');
    expect(offences.isBanned({ peerId: 'peer-0' })).toBe(false);
    expect(offences.isBanned({ peerId: 'peer-4999' })).toBe(true);
  });
});
