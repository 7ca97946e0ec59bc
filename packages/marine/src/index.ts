export type { CallParameters, CallParticle, Tetraplet } from './call-parameters.js';
export type { ServiceInterface, TypeName } from './interface.js';
export type { JsonValue } from './json/value.js';
export { JsonFloat, jsonFloat } from './json/value.js';
export type { ModuleConfig, ModuleLog, ServiceConfig } from './module-config.js';
export type { ModuleLogSink, ModuleMemory, RunningService, ServiceRunner } from './service-runner.js';
