/**
 * Marine runtime: WebAssembly modules with interface types, linked into services.
 *
 * ```ts
 * import { readFileSync } from 'node:fs';
 * import { createService } from '@noctiluca/marine';
 *
 * const service = createService({
 *   serviceId: 'greeter',
 *   modules: [{ config: { name: 'greeting' }, wasm: readFileSync('greeting.wasm') }],
 * });
 * service.call('greeting', ['Bob']); // JsonValue in, JsonValue out
 * service.callJson('greeting', '["Bob"]'); // JSON text in, JSON text out
 * service.callValues('greeting', ['Bob']); // interface-type values, no JSON: Uint8Array, bigint, objects for records
 * ```
 *
 * Signatures of the core, on the calling thread:
 * - `createService(config: ServiceConfig, init?: ServiceInit): MarineService`
 * - `MarineService.call(fn: string, args: JsonValue, parameters?: CallParameters): JsonValue`
 * - `MarineService.callJson(fn: string, argsJson: string, parameters?: CallParameters): string`
 * - `MarineService.callValues(fn: string, values: readonly ItValue[], parameters?: CallParameters): ItValue | undefined`
 * - `MarineService.broken: boolean` after a trap; the next call rebuilds, or fails with `BROKEN` if
 *   `init.rebuildAfterTrap` is false
 * - `createServiceRunner(init?: ServiceRunnerInit): ServiceRunner` runs services on shared threads; `call` is JSON text
 *   in, JSON text out, with a deadline
 * - `compileModule(bytes, name?, { metered }): Promise<MarineModule>`, to be given as `wasm` of many services and
 *   threads; `metered` for those that a runner gets, so that it need not compile them again
 * - `parseServiceToml(text): RawServiceConfig`, `resolveServiceConfig(raw, directory): ResolvedServiceConfig`
 */
export type { CallParameters, CallParticle, Tetraplet } from './call-parameters.js';
export { type ResolvedServiceConfig, resolveServiceConfig } from './config/resolve-service.js';
export { parseServiceToml, type RawModuleConfig, type RawServiceConfig } from './config/service-toml.js';
export { argumentsFromJson } from './conversion/from-json.js';
export { describeInterface } from './describe-interface.js';
export type { DirectoryQuota, DirectoryRefusal } from './directory-quota.js';
export { isMarineError, MarineError, type MarineErrorCode } from './errors.js';
export { type BinaryInit, binaryEnvironment } from './host-api/run-binary.js';
export type { ServiceInterface, TypeName } from './interface.js';
export type { ItFunctionType, ItRecordType, ItType, ItTypeDefinition } from './it/types.js';
export type { ItValue } from './it/value.js';
export { JsonError, type JsonErrorCode } from './json/errors.js';
export { parseJson } from './json/parse.js';
export { printJson, printSortedJson } from './json/print.js';
export type { JsonValue } from './json/value.js';
export { JsonFloat, jsonFloat } from './json/value.js';
export {
  type CompileOptions,
  compileModule,
  compileModuleSync,
  type MarineModule,
} from './module/marine-module.js';
export type { ModuleConfig, ModuleLog, ServiceConfig } from './module-config.js';
export {
  createService,
  EMPTY_CALL_PARAMETERS,
  type MarineService,
  type ServiceInit,
} from './service/service.js';
export type {
  CreateOptions,
  ModuleLogSink,
  ModuleMemory,
  RunningService,
  ServiceRunner,
} from './service-runner.js';
export { createServiceRunner, type ServiceRunnerInit } from './thread/service-runner.js';
export type { WasiSources } from './wasi/context.js';
export type { HostCall } from './wasi/host-call.js';
