/**
 * The Marine runtime in browsers: services without files and programs, on the calling thread.
 *
 * @packageDocumentation
 */
export type { CallParameters, CallParticle, Tetraplet } from './call-parameters.js';
export { isMarineError, MarineError, type MarineErrorCode } from './errors.js';
export type { ServiceInterface, TypeName } from './interface.js';
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
export { createServiceRunner, type PageRunnerInit } from './page/page-runner.js';
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
export type { WasiSources } from './wasi/context.js';
