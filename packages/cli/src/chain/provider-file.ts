import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseDuration } from '@noctiluca/node/units';
import { z } from 'zod';
import { CliError } from '../errors.js';
import { readYaml } from '../project/read-yaml.js';

const MAX_UNITS = 10_000;
const amount = z.union([z.string(), z.number()]).transform(String);

const providerYaml = z.looseObject({
  providerName: z.string().min(1),
  computePeers: z.record(z.string(), z.looseObject({ computeUnits: z.number().int().min(1).max(MAX_UNITS) })),
  capacityCommitments: z
    .record(
      z.string(),
      z.looseObject({
        duration: z.string(),
        delegator: z.string().optional(),
        rewardDelegationRate: z.number().min(0).max(100),
      }),
    )
    .default({}),
  offers: z
    .record(
      z.string(),
      z.looseObject({
        minPricePerWorkerEpoch: amount,
        computePeers: z.array(z.string()).min(1),
        effectors: z.array(z.string()).nullish(),
        minProtocolVersion: z.number().int().optional(),
        maxProtocolVersion: z.number().int().optional(),
      }),
    )
    .default({}),
});

/** `provider.yaml` as the chain is told of it (spec/fluence-cli.md §2.7). */
export type ProviderFile = z.output<typeof providerYaml> & { readonly file: string };
export type OfferTerms = ProviderFile['offers'][string];
export type CommitmentTerms = ProviderFile['capacityCommitments'][string];

/** @throws CliError `BAD_ARGUMENT` when there is none, `PROJECT_INVALID` */
export async function readProviderFile(root: string): Promise<ProviderFile> {
  const file = path.join(root, 'provider.yaml');
  if (existsSync(file)) return { ...(await readYaml(file, providerYaml)), file };
  throw new CliError('BAD_ARGUMENT', `There is no ${file}: "fluence provider init" makes one`);
}

const DAY_SEC = 86_400;
const SECONDS_OF: Readonly<Record<string, number>> = {
  ...{ second: 1, minute: 60, hour: 3600, day: DAY_SEC, week: 7 * DAY_SEC },
  ...{ month: 30.4375 * DAY_SEC, year: 365.25 * DAY_SEC },
};

/** Seconds of a time as "100 days" or "1h 30m". @throws CliError `PROJECT_INVALID` */
export function durationSec(text: string): number {
  const [, count, unit] =
    /^(\d+(?:\.\d+)?) ?(second|minute|hour|day|week|month|year)s?$/.exec(text.trim()) ?? [];
  if (unit !== undefined) return Math.floor(Number(count) * SECONDS_OF[unit]!);
  const ms = parseDuration(text);
  if (ms !== undefined) return Math.floor(ms / 1000);
  throw new CliError('PROJECT_INVALID', `"${text}" is not a duration: write it like "100 days" or 30m`);
}
