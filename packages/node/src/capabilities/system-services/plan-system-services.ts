import { type PackageDistro, withReplacements } from '@noctiluca/deployment';
import { defaultPackages, effectorsOf, ReadinessGate } from '@noctiluca/system-services';
import { packagesSettings } from '../../config/inits.js';
import type { NodeConfig } from '../../config/node-config.js';
import type { HostRules } from '../../core/create-core.js';
import type { NodeOptions } from '../../node.js';

/** What there is to deploy, and what the host is told of it beforehand. */
export interface SystemServicesPlan extends HostRules {
  readonly packages: readonly PackageDistro[];
  /** What calls to services wait at that are not up yet. */
  readonly gate: ReadinessGate;
}

export function planSystemServices(
  config: NodeConfig,
  { systemPackages = [] }: NodeOptions,
): SystemServicesPlan {
  const packages = withReplacements(defaultPackages(packagesSettings(config)), systemPackages);
  return { packages, effectors: effectorsOf(packages), gate: new ReadinessGate() };
}
