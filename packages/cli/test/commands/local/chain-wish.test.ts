import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { chainWish, withoutChain } from '../../../src/commands/local/up/chain-wish.js';

const PROVIDER = `version: 1
providerName: me
computePeers: {nox-0: {computeUnits: 2}}
offers: {one: {minPricePerWorkerEpoch: 0.33, computePeers: [nox-0]}}
`;
const deploying = { deployments: { one: { targetWorkers: 1, services: [], spells: [] } } } as never;
const idle = { deployments: {} };
const empty = () => tempFolder({}).root;
const provider = () => tempFolder({ 'provider.yaml': PROVIDER }).root;

describe('a network', () => {
  it('has a chain for deployments where the package is, and does without where it is not', async () => {
    expect(await chainWish(undefined, empty(), deploying)).toEqual({ chain: { required: false } });
  });

  it('has one for a provider.yaml, as that says', async () => {
    const wish = { required: false, terms: expect.objectContaining({ name: 'me' }) };
    expect(await chainWish(undefined, provider(), idle)).toEqual({ chain: wish });
    expect(await chainWish(undefined, provider(), undefined)).toEqual({ chain: wish });
  });

  it('has none for nothing', async () => {
    expect(await chainWish(undefined, empty(), idle)).toEqual({});
    expect(await chainWish(undefined, empty(), undefined)).toEqual({});
  });

  it('has one whenever --chain says so, or an error', async () => {
    expect(await chainWish(true, empty(), idle)).toEqual({ chain: { required: true } });
  });

  it('has none when --no-chain says so', async () => {
    expect(await chainWish(false, provider(), deploying)).toEqual({});
  });
});

describe('a network that was to have a chain', () => {
  it('says what to install, and what becomes of deployments until then', () => {
    expect(withoutChain({ required: false }, deploying)).toBe(
      'no chain here: npm i -D @noctiluca/chain. Deployments (one) get workers on the peers directly, without deals.',
    );
    const terms = { name: 'me', offers: [], peers: {} };
    expect(withoutChain({ required: false, terms }, deploying)).toContain('The peers of provider.yaml');
  });
});
