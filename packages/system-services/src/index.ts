/** Packages of system services and their declarative deployer: plan, then apply. */

export { apply } from './apply/apply.js';
export {
  type ApplyContext,
  applyPackage,
  type PackageReport,
  type StepReport,
} from './apply/apply-package.js';
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
  TriggerConfig,
} from './distro.js';
export { clockTrigger, withReplacements } from './distro.js';
export type { SystemServicesErrorCode } from './errors.js';
export { SystemServicesError } from './errors.js';
export type { ItemKind, ItemRecord, Journal, PackageRecord } from './journal.js';
export type { Observed, ObservedItem } from './observed.js';
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
export type { DeployTarget, SpellUpdate } from './target/target.js';
