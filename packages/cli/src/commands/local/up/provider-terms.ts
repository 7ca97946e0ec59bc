import { existsSync } from 'node:fs';
import path from 'node:path';
import type { OfferTerms, PeerTerms, ProviderTerms } from '@noctiluca/local-network/control';
import { parseDuration } from '@noctiluca/node/units';
import { z } from 'zod';
import { readYaml } from '../../../project/read-yaml.js';

/** Of the token: a millionth of a tUSD. */
const DECIMALS = 6;
const EPOCH_MS = 15_000;
/** Upstream's defaults (spec/fluence-cli.md §2.7). */
const [UNITS, DURATION, REWARD_RATE] = [32, '100 days', 7];

const price = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => /^\d{1,20}(\.\d{1,18})?$/.test(text), 'is no price: write it like "0.33"')
  .transform(inUnits);

const duration = z
  .string()
  .refine(
    (text) => (parseDuration(text) ?? 0) >= EPOCH_MS,
    'is no duration of an epoch or more: write it like "100 days"',
  )
  .transform((text) => Math.floor(parseDuration(text)! / EPOCH_MS));

const offer = z.looseObject({
  minPricePerWorkerEpoch: price,
  computePeers: z.array(z.string()),
  effectors: z.array(z.string()).default([]),
});
const peer = z.looseObject({ computeUnits: z.number().int().min(1).default(UNITS) });
const commitment = z.looseObject({
  duration: duration.prefault(DURATION),
  rewardDelegationRate: z.number().gt(0).max(100).default(REWARD_RATE),
});
const provider = z.looseObject({
  providerName: z.string().min(1),
  computePeers: z.record(z.string(), peer),
  capacityCommitments: z.record(z.string(), commitment).default({}),
  offers: z.record(z.string(), offer),
});

const wallet = z.string().regex(/^0x[0-9a-f]{64}$/i, 'is no private key: 0x and 64 digits');
const secrets = z.looseObject({
  noxes: z.record(z.string(), z.looseObject({ signingWallet: wallet.optional() })),
});

/** What `provider.yaml` of a project offers; undefined without one. @throws CliError `PROJECT_INVALID` */
export async function providerTerms(root: string): Promise<ProviderTerms | undefined> {
  const file = path.join(root, 'provider.yaml');
  if (!existsSync(file)) return undefined;
  const { providerName, computePeers, capacityCommitments, offers } = await readYaml(file, provider);
  const wallets = await walletsOf(path.join(root, '.fluence', 'provider-secrets.yaml'));
  const peers = Object.entries(computePeers).map(([name, { computeUnits }]): [string, PeerTerms] => {
    const { duration: epochs, rewardDelegationRate } = capacityCommitments[name] ?? commitment.parse({});
    const known = wallets.get(name);
    const terms = { units: computeUnits, epochs, rewardRate: rewardDelegationRate };
    return [name, { ...terms, ...(known !== undefined && { wallet: known }) }];
  });
  return {
    name: providerName,
    offers: Object.values(offers).map(offerTerms),
    peers: Object.fromEntries(peers),
  };
}

function offerTerms(written: z.infer<typeof offer>): OfferTerms {
  const { minPricePerWorkerEpoch, computePeers, effectors } = written;
  return { price: minPricePerWorkerEpoch, effectors, peers: computePeers };
}

/** Accounts of peers that have one, by name. */
async function walletsOf(file: string): Promise<ReadonlyMap<string, string>> {
  if (!existsSync(file)) return new Map();
  const { noxes } = await readYaml(file, secrets);
  return new Map(
    Object.entries(noxes).flatMap(([name, { signingWallet }]) =>
      signingWallet === undefined ? [] : [[name, signingWallet] as const],
    ),
  );
}

/** Whole units; what is less than one is dropped, as upstream does. */
function inUnits(decimal: string): string {
  const [whole, fraction = ''] = decimal.split('.');
  return String(BigInt(whole! + fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0')));
}
