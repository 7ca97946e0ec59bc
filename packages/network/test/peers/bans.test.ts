import { describe, expect, it } from 'vitest';
import { Bans } from '../../src/peers/bans.js';

const init = { failThreshold: 3, banCooldownMs: 60_000 };

describe('Bans', () => {
  it('bans on the third failure, for the cooldown', () => {
    const bans = new Bans(init);
    expect([bans.failed('a', 0), bans.failed('a', 1), bans.failed('a', 2)]).toEqual([false, false, true]);
    expect(bans.isBanned('a', 60_001)).toBe(true);
    expect(bans.isBanned('a', 60_002)).toBe(false);
    expect(bans.failed('a', 60_003)).toBe(false);
  });

  it('forgives a peer that was reached', () => {
    const bans = new Bans(init);
    bans.failed('a', 0);
    bans.failed('a', 0);
    bans.succeeded('a');
    expect(bans.failed('a', 0)).toBe(false);
  });

  it('remembers a bounded number of peers', () => {
    const bans = new Bans({ ...init, failThreshold: 1 });
    for (let i = 0; i < 5000; i++) bans.failed(`peer-${i}`, 0);
    expect(bans.isBanned('peer-0', 1)).toBe(false);
    expect(bans.isBanned('peer-4999', 1)).toBe(true);
  });
});
