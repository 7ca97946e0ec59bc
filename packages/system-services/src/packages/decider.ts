import { clockTrigger, type PackageDistro } from '@noctiluca/deployment';
import type { Assets } from '../assets.js';
import { DECIDER_PERIOD_SEC, IPFS_MULTIADDR, WORKER_PERIOD_SEC } from '../constants.js';
import { missingAssets } from './missing-assets.js';

/** Of a peer that takes part in a chain. */
export interface DeciderSettings {
  /** Seconds between two runs that no event of the chain has brought about. @default DECIDER_PERIOD_SEC */
  readonly deciderPeriodSec?: number;
  /** Seconds between two runs of the spell that a worker has. @default WORKER_PERIOD_SEC */
  readonly workerPeriodSec?: number;
  /** API of the IPFS daemon that workers are installed from. @default '/ip4/127.0.0.1/tcp/5001' */
  readonly workerIpfsMultiaddr?: string;
}

const NAME = 'decider';
/** Of upstream's spell that it takes the place of. */
const VERSION = '0.7.2';
const WORKER_SPELL = 'worker-spell';
const NO_CHAIN = 'it reads deals from a chain, and this peer takes part in none (there is no chain_config)';

/**
 * The spell that makes workers of the deals of a chain (docs/adr/030, spec/deals.md §7). Its initial value is upstream's: what
 * each worker's own spell is made with.
 * @param settings undefined: the peer has no chain. Naming the package then gives this reason, and does not end the process
 * (spec/nox.md §9.2 no. 44)
 */
export function deciderPackage(settings: DeciderSettings | undefined, assets: Assets): PackageDistro {
  const base = { name: NAME, version: VERSION, dependsOn: ['aqua-ipfs'], services: [] };
  if (settings === undefined) return { ...base, spells: [], unavailable: NO_CHAIN };
  const [air, script] = [assets.script(NAME), assets.script(WORKER_SPELL)];
  if (air === undefined || script === undefined) {
    return { ...base, spells: [], unavailable: missingAssets(NAME) };
  }
  const {
    deciderPeriodSec = DECIDER_PERIOD_SEC,
    workerPeriodSec = WORKER_PERIOD_SEC,
    workerIpfsMultiaddr: ipfs = IPFS_MULTIADDR,
  } = settings;
  const worker_settings = { script, config: clockTrigger(workerPeriodSec), ipfs };
  const triggerConfig = { ...clockTrigger(deciderPeriodSec), blockchain: { start_block: 1, end_block: 0 } };
  return { ...base, spells: [{ name: NAME, air, kv: { worker_settings }, triggerConfig }] };
}
