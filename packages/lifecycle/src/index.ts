/**
 * The life of a node: parts that start in the order of their dependencies, stop in the reverse order, and can be looked
 * at (ADR 069).
 *
 * @example
 * ```ts
 * import { createCompositeService, type NodeService } from '@noctiluca/lifecycle';
 *
 * const part = (name: string, dependsOn: string[] = []): NodeService => ({
 *   name,
 *   dependsOn,
 *   start: async () => console.log(`${name} is up`),
 *   stop: async () => console.log(`${name} is down`),
 * });
 *
 * const node = createCompositeService({ name: 'node', services: [part('http', ['store']), part('store')] });
 * await node.start(); // store is up, http is up
 * console.log(JSON.stringify(node.describe(), null, 2));
 * await node.stop(); // http is down, store is down
 * ```
 */
export type { CompositeInit, CompositeService } from './composite-service.js';
export { createCompositeService } from './composite-service.js';
export { DEFAULT_START_TIMEOUT_MS, DEFAULT_STOP_TIMEOUT_MS } from './constants.js';
export type { NodeServiceState, PartOrigin, ServiceDescription } from './description.js';
export type { LifecycleErrorCode, LifecycleErrorDetails } from './errors.js';
export { LifecycleError, StopError } from './errors.js';
export type { LogCall, Logger } from './logger.js';
export { silentLogger } from './logger.js';
export type { NodeService } from './node-service.js';
export { deadline, firstOf } from './signals.js';
export type { CompositeParts } from './slots.js';
