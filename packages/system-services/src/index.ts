/**
 * Packages of system services, and the part of a peer that has them deployed by the engine of `@noctiluca/deployment`, at
 * its start and ever after.
 *
 * ```ts
 * import { withReplacements } from '@noctiluca/deployment';
 * import { createSystemServices, defaultPackages, effectorsOf } from '@noctiluca/system-services';
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

export { type Assets, packagedAssets } from './assets.js';
export {
  createSystemServices,
  type SystemServices,
  type SystemServicesComponents,
  type SystemServicesInit,
} from './create-system-services.js';
export type { SystemServicesErrorCode } from './errors.js';
export { SystemServicesError } from './errors.js';
export type { AquaIpfsSettings } from './packages/aqua-ipfs.js';
export type { DeciderSettings } from './packages/decider.js';
export { type DefaultPackagesSettings, defaultPackages, effectorsOf } from './packages/default-packages.js';
export type { RecordSignature, RegistrySettings } from './packages/registry.js';
export type { Certificate, Trust, TrustGraphSettings } from './packages/trust-graph.js';
export { ReadinessGate } from './readiness-gate.js';
export { type SystemServicesBuiltinsComponents, systemServicesBuiltins } from './remote/builtins.js';
export type { PeerSettings } from './settings.js';
export type { PackageState, PackageStatus, PlannedPackage, SystemServicesStatus } from './status.js';
