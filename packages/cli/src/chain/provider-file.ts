import { existsSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_PEER_TERMS, EPOCH_SEC } from '@noctiluca/local-network/control';
import { z } from 'zod';
import { CliError } from '../errors.js';
import { readYaml } from '../project/read-yaml.js';
import { durationSec } from './duration.js';

const MAX_UNITS = 10_000;

const price = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => /^\d{1,20}(\.\d{1,18})?$/.test(text), 'is no price: write it like "0.33"');

const isEpochs = (seconds: number | undefined) => seconds !== undefined && seconds >= EPOCH_SEC;
const duration = z
  .string()
  .refine(
    (text) => isEpochs(durationSec(text)),
    'is no duration of an epoch or more: write it like "100 days"',
  )
  .transform((text) => durationSec(text)!);

const peer = z.looseObject({
  computeUnits: z.number().int().min(1).max(MAX_UNITS).default(DEFAULT_PEER_TERMS.units),
});
const commitment = z.looseObject({
  /** Seconds. */
  duration: duration.default(DEFAULT_PEER_TERMS.epochs * EPOCH_SEC),
  delegator: z.string().optional(),
  rewardDelegationRate: z.number().gt(0).max(100).default(DEFAULT_PEER_TERMS.rewardRate),
});
const offer = z.looseObject({
  /** Decimal, in the token. */
  minPricePerWorkerEpoch: price,
  computePeers: z.array(z.string()).min(1),
  effectors: z
    .array(z.string())
    .nullish()
    .transform((cids) => cids ?? []),
  minProtocolVersion: z.number().int().min(0).default(1),
  maxProtocolVersion: z.number().int().min(0).default(1),
});
const providerYaml = z.looseObject({
  providerName: z.string().min(1),
  computePeers: z.record(z.string(), peer),
  capacityCommitments: z.record(z.string(), commitment).default({}),
  offers: z.record(z.string(), offer),
});

/** `provider.yaml` as the chain is told of it (spec/fluence-cli.md §2.7). */
export type ProviderFile = z.output<typeof providerYaml> & { readonly file: string };
export type OfferTerms = ProviderFile['offers'][string];
export type CommitmentTerms = ProviderFile['capacityCommitments'][string];

/** Nothing when there is none. @throws CliError `PROJECT_INVALID` */
export async function findProviderFile(root: string): Promise<ProviderFile | undefined> {
  const file = path.join(root, 'provider.yaml');
  return existsSync(file) ? { ...(await readYaml(file, providerYaml)), file } : undefined;
}

/** @throws CliError `BAD_ARGUMENT` when there is none, `PROJECT_INVALID` */
export async function readProviderFile(root: string): Promise<ProviderFile> {
  return (await findProviderFile(root)) ?? noProviderFile(path.join(root, 'provider.yaml'));
}

/** @throws CliError `BAD_ARGUMENT` */
export function noProviderFile(file: string): never {
  throw new CliError('BAD_ARGUMENT', `There is no ${file}: "fluence provider init" makes one`);
}
