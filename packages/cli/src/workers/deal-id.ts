import { sha256 } from '@noctiluca/common/sha256';
import type { DealRecord, HostRecord } from '../project/workers-yaml.js';
import type { WorkerEntry } from './entries.js';

/** Upstream's has the digits of `Math.random()`. */
const DIGITS = 16;
/** Bytes of an address, which the id of a deal is. */
const ADDRESS_BYTES = 20;

/** Who deploys what, from which ids are derived. */
export interface Deployer {
  readonly clientPeerId: string;
  readonly rootDir: string;
}

/** What workers.yaml says of the entries of one environment. */
export interface RecordedEntries {
  readonly deals: Readonly<Record<string, DealRecord>>;
  readonly hosts: Readonly<Record<string, HostRecord>>;
}

/**
 * The id under which peers know the workers of an entry: the one recorded, else one that is derived from key and project,
 * so that a deployment that ends before it could record anything finds its workers again.
 */
export function dealIdOf(
  { section, name }: Pick<WorkerEntry, 'section' | 'name'>,
  deployer: Deployer,
  recorded: RecordedEntries,
): string {
  if (section === 'deployments') return recorded.deals[name]?.dealIdOriginal || pseudoDealId(name, deployer);
  return recorded.hosts[name]?.dummyDealId || dummyDealId(name, deployer);
}

/** `<entry>_<peer id of the client>_<digits>` (spec/fluence-cli.md §2.6). */
function dummyDealId(name: string, { clientPeerId, rootDir }: Deployer): string {
  const number = digest([rootDir, name]).readBigUInt64BE() % 10n ** BigInt(DIGITS);
  return `${name}_${clientPeerId}_${number.toString().padStart(DIGITS, '0')}`;
}

/** In the place of the address that a chain would give: a local network has workers, and no deals. */
function pseudoDealId(name: string, { clientPeerId, rootDir }: Deployer): string {
  return `0x${digest(['deal', clientPeerId, rootDir, name]).subarray(0, ADDRESS_BYTES).toString('hex')}`;
}

function digest(value: readonly string[]): Buffer {
  return sha256(JSON.stringify(value));
}
