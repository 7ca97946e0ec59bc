import { describe, expect, it } from 'vitest';
import { offersOf } from '../../src/chain/offered-peers.js';
import { DEFAULT_PEER_TERMS, DEFAULT_TERMS } from '../../src/chain/provider-terms.js';
import { MAX_OFFERED_UNITS } from '../../src/constants.js';

const peersOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `nox-${at}`, peerId: `id-${at}`, seed: `seed-${at}` }));
const inOffers = (offers: ReturnType<typeof offersOf>) =>
  offers.map(({ price, of }) => [price, of.map(({ name }) => name)]);

describe('what a network offers', () => {
  it('is one offer of all peers unless told otherwise', () => {
    expect(inOffers(offersOf(DEFAULT_TERMS, peersOf(2)))).toEqual([['330000', ['nox-0', 'nox-1']]]);
  });

  it('has each peer once, and no offer without a peer', () => {
    const offers = [
      { price: '1', effectors: [], peers: ['nox-0', 'nox-9'] },
      { price: '2', effectors: [], peers: ['nox-9'] },
      { price: '3', effectors: [], peers: ['nox-0', 'nox-2'] },
      { price: '4', effectors: [] },
    ];
    expect(inOffers(offersOf({ ...DEFAULT_TERMS, offers }, peersOf(4)))).toEqual([
      ['1', ['nox-0']],
      ['3', ['nox-2']],
      ['4', ['nox-1', 'nox-3']],
    ]);
  });

  it('has no more units in all than fit into a block, and one of each peer at least', () => {
    const unitsOf = (count: number) =>
      offersOf(DEFAULT_TERMS, peersOf(count)).flatMap(({ of }) => of.map(({ terms }) => terms.units));
    expect(unitsOf(3)).toEqual([32, 32, 32]);
    expect(unitsOf(64)).toEqual(new Array(64).fill(MAX_OFFERED_UNITS / 64));
  });

  it('gives a peer the account that it has, else the same one each time', () => {
    const wallet = `0x${'1'.repeat(64)}`;
    const terms = { ...DEFAULT_TERMS, peers: { 'nox-0': { ...DEFAULT_PEER_TERMS, wallet } } };
    const walletsOf = () => offersOf(terms, peersOf(3))[0]!.of.map((peer) => peer.terms.wallet);
    expect(walletsOf()[0]).toBe(wallet);
    expect(new Set(walletsOf()).size).toBe(3);
    expect(walletsOf()).toEqual(walletsOf());
  });
});
