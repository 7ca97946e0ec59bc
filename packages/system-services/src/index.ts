/**
 * Packages of system services and their declarative deployer: what a peer should have is data, `plan` compares it with what
 * the peer has, `apply` takes the steps; `createSystemServices` does both at the start of a peer and keeps at it.
 *
 * ```ts
 * import { createSystemServices, defaultPackages, effectorsOf, withReplacements } from '@noctiluca/system-services';
 *
 * const packages = withReplacements(defaultPackages({ registry: { registryPeriodSec: 600 } }), [myPackage]);
 * // The host is told which executables the modules run: `createHost({ effectors: effectorsOf(packages), … })`.
 * const system = createSystemServices({ packages, enable: ['trust-graph', 'registry'] }, { host, spells, store });
 * await system.start(signal);
 * await system.settled(); // every package was tried once
 * console.log(system.status().packages.map(({ name, state }) => [name, state]));
 * await system.stop(signal);
 * ```
 *
 * @packageDocumentation
 */

export { apply } from './apply/apply.js';
export {
  type ApplyContext,
  applyPackage,
  type PackageReport,
  type StepReport,
} from './apply/apply-package.js';
export { type Assets, packagedAssets } from './assets.js';
export {
  createSystemServices,
  type SystemServices,
  type SystemServicesComponents,
  type SystemServicesInit,
} from './create-system-services.js';
export type { Desired, DesiredOptions, DesiredPackage, DesiredService, DesiredSpell } from './desired.js';
export { desiredAliases, desiredState } from './desired.js';
export type {
  InitCall,
  InitCalls,
  InitDistro,
  MigrationCall,
  ModuleDistro,
  PackageDistro,
  ServiceConfig,
  ServiceDistro,
  SpellDistro,
} from './distro.js';
export { clockTrigger, withReplacements } from './distro.js';
export type { SystemServicesErrorCode } from './errors.js';
export { SystemServicesError } from './errors.js';
export { DeploymentGate } from './gate.js';
export type { ItemKind, ItemRecord, Journal, PackageRecord } from './journal.js';
export type { Observed, ObservedItem } from './observed.js';
export type { AquaIpfsSettings } from './packages/aqua-ipfs.js';
export { type DefaultPackagesSettings, defaultPackages, effectorsOf } from './packages/default-packages.js';
export type { RegistrySettings } from './packages/registry.js';
export type { Certificate, Trust, TrustGraphSettings } from './packages/trust-graph.js';
export { plan } from './plan/plan.js';
export {
  factsOf,
  isChange,
  type PackagePlan,
  type Plan,
  type Step,
  type StepFacts,
  stepText,
} from './plan/step.js';
export { type SystemServicesBuiltinsComponents, systemServicesBuiltins } from './remote/builtins.js';
export type { PeerSettings } from './settings.js';
export type { SpellsPort } from './spells.js';
export type { PackageState, PackageStatus, SystemServicesStatus } from './status.js';
export type { DeployTarget, SpellUpdate } from './target/target.js';
