import { describe, expect, it } from 'vitest';
import { dealIdOf } from '../../src/workers/deal-id.js';

const DEPLOYER = { clientPeerId: 'peer', rootDir: '/p' };
const NOTHING = { deals: {}, hosts: {} };
const host = { section: 'hosts', name: 'one' } as const;
const deal = { section: 'deployments', name: 'one' } as const;

const RECORDED = {
  deals: {
    one: {
      ...{ definition: 'd', timestamp: 't', dealId: 'ab', dealIdOriginal: '0xAb', chainNetworkId: 1 },
    },
  },
  hosts: {
    one: { definition: 'd', timestamp: 't', relayId: 'r', dummyDealId: 'one_x_1', installation_spells: [] },
  },
};

describe('the deal id of an entry', () => {
  it('looks as upstream’s, of hosts and of deployments', () => {
    expect(dealIdOf(host, DEPLOYER, NOTHING)).toMatch(/^one_peer_\d{16}$/);
    expect(dealIdOf(deal, DEPLOYER, NOTHING)).toMatch(/^0x[0-9a-f]{40}$/);
  });

  it.each([host, deal])('of $section is the same each time', (entry) => {
    expect(dealIdOf(entry, DEPLOYER, NOTHING)).toBe(dealIdOf(entry, { ...DEPLOYER }, NOTHING));
  });

  it.each([host, deal])('of $section is another for another project, key or name', (entry) => {
    const ids = [
      dealIdOf(entry, DEPLOYER, NOTHING),
      dealIdOf(entry, { ...DEPLOYER, rootDir: '/q' }, NOTHING),
      dealIdOf(entry, { ...DEPLOYER, clientPeerId: 'other' }, NOTHING),
      dealIdOf({ ...entry, name: 'two' }, DEPLOYER, NOTHING),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  it('is the recorded one wherever the project went since', () => {
    expect(dealIdOf(host, DEPLOYER, RECORDED)).toBe('one_x_1');
    expect(dealIdOf(deal, DEPLOYER, RECORDED)).toBe('0xAb');
  });

  it('is derived where an old file recorded a host without one', () => {
    const hosts = { one: { ...RECORDED.hosts.one, dummyDealId: '' } };
    expect(dealIdOf(host, DEPLOYER, { deals: {}, hosts })).toMatch(/^one_peer_/);
  });
});
