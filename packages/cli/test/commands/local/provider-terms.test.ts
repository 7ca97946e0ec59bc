import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { providerYaml } from '../../../src/commands/local/init/provider-yaml.js';
import { providerTerms } from '../../../src/commands/local/up/provider-terms.js';

async function root(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-terms-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(path.join(folder, '.fluence'));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return folder;
}

const offer = { minPricePerWorkerEpoch: '0.33', computePeers: ['nox-0'] };
const written = (changes: object) =>
  stringify({
    version: 1,
    providerName: 'me',
    computePeers: { 'nox-0': { computeUnits: 2 } },
    offers: { one: offer },
    ...changes,
  });
const termsOf = async (changes: object) => providerTerms(await root({ 'provider.yaml': written(changes) }));

describe('what provider.yaml offers', () => {
  it('is nothing without one', async () => {
    expect(await providerTerms(await root({}))).toBeUndefined();
  });

  it('is what "local init" writes, in units of the token and epochs of 15 s', async () => {
    const curl = 'bafkreids22lgia5bqs63uigw4mqwhsoxvtnkpfqxqy5uwyyerrldsr32ce';
    const peer = { units: 32, epochs: 576_000, rewardRate: 7 };
    expect(await providerTerms(await root({ 'provider.yaml': providerYaml(2) }))).toEqual({
      name: 'defaultProvider',
      offers: [{ price: '330000', effectors: [curl], peers: ['nox-0', 'nox-1'] }],
      peers: { 'nox-0': peer, 'nox-1': peer },
    });
  });

  it.each([
    ['0.33', '330000'],
    [1, '1000000'],
    ['0.0000019', '1'],
    ['12345678901234567890.5', '12345678901234567890500000'],
  ])('has a price of %s tUSD as %s units', async (minPricePerWorkerEpoch, price) => {
    const terms = await termsOf({ offers: { one: { ...offer, minPricePerWorkerEpoch } } });
    expect(terms?.offers[0]?.price).toBe(price);
  });

  it.each([
    ['a price', { offers: { one: { ...offer, minPricePerWorkerEpoch: '-1' } } }, /is no price/],
    ['a duration', { capacityCommitments: { 'nox-0': { duration: 'long' } } }, /is no duration/],
    ['units', { computePeers: { 'nox-0': { computeUnits: 0 } } }, /computeUnits/],
    ['a rate', { capacityCommitments: { 'nox-0': { rewardDelegationRate: 101 } } }, /rewardDelegationRate/],
  ])('is refused with the file and the place: %s', async (_, changes, message) => {
    await expect(termsOf(changes)).rejects.toMatchObject({
      code: 'PROJECT_INVALID',
      message: expect.stringMatching(message),
    });
  });

  it('has the accounts of provider-secrets.yaml', async () => {
    const signingWallet = `0x${'ab'.repeat(32)}`;
    const folder = await root({
      'provider.yaml': written({}),
      '.fluence/provider-secrets.yaml': stringify({ version: 0, noxes: { 'nox-0': { signingWallet } } }),
    });
    expect((await providerTerms(folder))?.peers['nox-0']?.wallet).toBe(signingWallet);
  });
});
