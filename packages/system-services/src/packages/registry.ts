import { clockTrigger, type InitCall, type PackageDistro } from '@noctiluca/deployment';
import type { Assets } from '../assets.js';
import {
  REGISTRY_CLOCK_SKEW_SEC,
  REGISTRY_EXPIRED_PERIOD_SEC,
  REGISTRY_PERIOD_SEC,
  REGISTRY_RENEW_PERIOD_SEC,
  REGISTRY_REPLICATE_PERIOD_SEC,
} from '../constants.js';
import { missingAssets } from './missing-assets.js';

/**
 * What the signature of a provider's record is made over: the record, or upstream's constant, which alone nox peers accept
 * (spec/services.md §2.2). Both are accepted here.
 */
export type RecordSignature = 'bound' | 'upstream';

/** Periods in seconds. */
export interface RegistrySettings {
  /** Between two runs of the registry's spell. @default REGISTRY_PERIOD_SEC */
  readonly registryPeriodSec?: number;
  /** Between two removals of what expired. @default REGISTRY_EXPIRED_PERIOD_SEC */
  readonly expiredPeriodSec?: number;
  /** Between two renewals of this peer's own records. @default REGISTRY_RENEW_PERIOD_SEC */
  readonly renewPeriodSec?: number;
  /** Between two replications to the neighbours. @default REGISTRY_REPLICATE_PERIOD_SEC */
  readonly replicatePeriodSec?: number;
  /** How far the clocks of clients and other peers may be ahead, seconds, at most 600. @default 120 */
  readonly clockSkewSec?: number;
  /** What records are made with here. @default 'bound' */
  readonly recordSignature?: RecordSignature;
}

const NAME = 'registry';
const SPELL = 'registry-spell';
const VERSION = '0.9.4';

/** Resources and their providers, and the spell that keeps them (spec/services.md §2). It asks trust-graph for weights. */
export function registryPackage(settings: RegistrySettings, assets: Assets): PackageDistro {
  const modules = assets.modules(NAME);
  const air = assets.script(SPELL);
  const base = { name: NAME, version: VERSION, dependsOn: ['trust-graph'] };
  if (modules === undefined || air === undefined) {
    return { ...base, services: [], spells: [], unavailable: missingAssets(NAME) };
  }
  const config = {
    expired_interval: settings.expiredPeriodSec ?? REGISTRY_EXPIRED_PERIOD_SEC,
    renew_interval: settings.renewPeriodSec ?? REGISTRY_RENEW_PERIOD_SEC,
    replicate_interval: settings.replicatePeriodSec ?? REGISTRY_REPLICATE_PERIOD_SEC,
  };
  const { recordSignature = 'bound', clockSkewSec = REGISTRY_CLOCK_SKEW_SEC } = settings;
  const triggerConfig = clockTrigger(settings.registryPeriodSec ?? REGISTRY_PERIOD_SEC);
  return {
    ...base,
    services: [{ name: NAME, modules }],
    spells: [{ name: SPELL, air, kv: { config }, triggerConfig }],
    init: {
      config: { recordSignature, clockSkewSec },
      reinitialise: 'on-change',
      calls: () => ({ calls: [signWith(recordSignature), allowSkew(clockSkewSec)] }),
    },
  };
}

function allowSkew(seconds: number): InitCall {
  const functionName = 'set_clock_skew';
  return { id: functionName, service: NAME, functionName, args: [seconds] };
}

function signWith(mode: RecordSignature): InitCall {
  const functionName = 'set_record_signatures';
  return { id: functionName, service: NAME, functionName, args: [mode] };
}
