import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode, messageOf } from '@noctiluca/common/thrown';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { CliError } from '../errors.js';

const location = z.looseObject({ host_id: z.string(), spell_id: z.string(), worker_id: z.string() });

const host = z.looseObject({
  definition: z.string(),
  timestamp: z.string(),
  relayId: z.string(),
  dummyDealId: z.string().default(''),
  installation_spells: z.array(location),
});

const dealFields = z.looseObject({
  definition: z.string(),
  timestamp: z.string(),
  dealId: z.string(),
  dealIdOriginal: z.string(),
  chainNetworkId: z.number().int().min(0),
  chainNetwork: z.string().optional(),
  matched: z.boolean().optional(),
});

/** Checked as it is: zod would put the fields in another order, and `deals.aqua` has them in that of the file. */
const deal = z.custom<z.infer<typeof dealFields>>().superRefine((written, context) => {
  for (const { message, path } of dealFields.safeParse(written).error?.issues ?? [])
    context.addIssue({ code: 'custom', message, path });
});

const byName = <Entry extends z.ZodType>(entry: Entry) => z.record(z.string(), entry).nullish();
const byEnv = <Entry extends z.ZodType>(entry: Entry) => z.record(z.string(), byName(entry)).nullish();

const v0 = z.looseObject({ version: z.literal(0), deals: byName(deal), hosts: byName(host) });
const v1 = z.looseObject({ version: z.literal(1), deals: byEnv(deal), hosts: byEnv(host) });

/** The file as it is written, for the reference. */
export const workersSchema = v1.extend({ deals: byEnv(dealFields) });

/** Where one worker of a host entry is: ids of the host, of its installation spell and of the worker. */
export type SpellLocation = z.infer<typeof location>;
/** A deployed entry of `hosts:`. */
export type HostRecord = z.infer<typeof host>;
/** A deployed entry of `deployments:`. */
export type DealRecord = z.infer<typeof deal>;

/** `.fluence/workers.yaml`: what was deployed, by environment and name (spec/fluence-cli.md §2.6). */
export interface WorkersRecord {
  readonly deals: Readonly<Record<string, Readonly<Record<string, DealRecord>>>>;
  readonly hosts: Readonly<Record<string, Readonly<Record<string, HostRecord>>>>;
}

const HEADER = [
  '# A result of app deployment. This file is created automatically after successful deployment using `fluence workers deploy` command',
  '',
  '',
].join('\n');

export function workersFile(fluenceDir: string): string {
  return path.join(fluenceDir, 'workers.yaml');
}

/**
 * What the file says; nothing when there is none. It is not written, whatever its version.
 * @param env environment that entries of version 0 belong to: that version did not tell
 * @throws CliError `PROJECT_INVALID`
 */
export async function readWorkers(fluenceDir: string, env: string): Promise<WorkersRecord> {
  const file = workersFile(fluenceDir);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return 'version: 1';
    throw invalid(file, messageOf(error), error);
  });
  let content: unknown;
  try {
    content = parse(text);
  } catch (cause) {
    throw invalid(file, messageOf(cause), cause);
  }
  const old = v0.safeParse(content);
  if (old.success) return { deals: { [env]: old.data.deals ?? {} }, hosts: { [env]: old.data.hosts ?? {} } };
  const checked = v1.safeParse(content);
  if (!checked.success) {
    const lines = checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw invalid(file, lines.join('; '));
  }
  return { deals: withoutNull(checked.data.deals), hosts: withoutNull(checked.data.hosts) };
}

/** The record with the hosts of one environment replaced. Environments without entries go. */
export function withHosts(
  record: WorkersRecord,
  env: string,
  hosts: Readonly<Record<string, HostRecord>>,
): WorkersRecord {
  return { ...record, hosts: { ...record.hosts, [env]: hosts } };
}

/** The record with the deals of one environment replaced. */
export function withDeals(
  record: WorkersRecord,
  env: string,
  deals: Readonly<Record<string, DealRecord>>,
): WorkersRecord {
  return { ...record, deals: { ...record.deals, [env]: deals } };
}

/** Replaces the file as a whole, as version 1. */
export async function writeWorkers(fluenceDir: string, record: WorkersRecord): Promise<void> {
  const file = workersFile(fluenceDir);
  const content = { version: 1, ...filled('deals', record.deals), ...filled('hosts', record.hosts) };
  await mkdir(fluenceDir, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, HEADER + stringify(content, { lineWidth: 0 }));
  await rename(draft, file);
}

function filled(key: string, byEnvironment: Readonly<Record<string, object>>): Record<string, unknown> {
  const entries = Object.entries(byEnvironment).filter(([, entry]) => Object.keys(entry).length > 0);
  return entries.length === 0 ? {} : { [key]: Object.fromEntries(entries) };
}

function withoutNull<T>(
  record: Readonly<Record<string, Readonly<Record<string, T>> | null | undefined>> | null | undefined,
): Record<string, Readonly<Record<string, T>>> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([env, entries]) => [env, entries ?? {}]));
}

function invalid(file: string, reason: string, cause?: unknown): CliError {
  return new CliError(
    'PROJECT_INVALID',
    `${file} is wrong: ${reason}. Mend it, or delete it: "fluence deploy" writes it anew`,
    { cause },
  );
}
