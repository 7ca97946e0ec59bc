/**
 * The deployment engine: what a peer should have is data, `plan` compares it with what the peer has, `apply` takes the
 * steps and keeps a journal. Nothing here needs a peer in this process; see `@noctiluca/deployment/peer` for that.
 *
 * ```ts
 * import { apply, desiredAliases, desiredState, plan } from '@noctiluca/deployment';
 *
 * const desired = desiredState(packages, { prune: true });
 * const observed = await target.observe(desiredAliases(desired));
 * await apply(plan(desired, observed), target, { life: observed.life, signal, now: Date.now });
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
export type {
  Desired,
  DesiredOptions,
  DesiredPackage,
  DesiredService,
  DesiredSpell,
  UnavailablePackage,
} from './desired.js';
export { desiredAliases, desiredState } from './desired.js';
export { canonicalJson, digestOf, objectJson, textDigest, valuesDigest } from './digest.js';
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
export type { DeploymentErrorCode, DeploymentErrorDetails } from './errors.js';
export { DeploymentError } from './errors.js';
export type { ItemKind, ItemRecord, Journal, PackageRecord } from './journal.js';
export { MAX_SCRIPT_BYTES } from './limits.js';
export type { Observed, ObservedItem } from './observed.js';
export { inOrder, type Ordered, requireNoCycle, reversed } from './order.js';
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
export {
  decodeList,
  decodeRecord,
  decodeService,
  decodeSpell,
  decodeSpellUpdate,
  encodeService,
  encodeSpell,
  encodeSpellUpdate,
  kindOf,
} from './remote/json-codec.js';
export type { DeployTarget, SpellUpdate } from './target/target.js';
export { hasEnded, isSameTrigger } from './trigger.js';
export {
  CLOCKS_KEY,
  DEAL_KEY,
  DEFINITION_KEY,
  FAILED,
  INSTALLED,
  IPFS_KEY,
  NO_CLOCKS,
  STATUS_KEY,
  WORKER_SPELL,
} from './worker/constants.js';
export { triggerDigest } from './worker/item-facts.js';
export { keysOf } from './worker/keys.js';
export { observedAs, type WorkerObservation } from './worker/observation.js';
export {
  desiredWorker,
  type RequestedModule,
  type RequestedService,
  type RequestedSpell,
  type RequestSources,
  type WorkerRequest,
} from './worker/request.js';
export { WORKER_SPELL_TRIGGERS } from './worker/triggers.js';
