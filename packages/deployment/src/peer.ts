/**
 * The peer of this process as a target of the deployment engine.
 *
 * @packageDocumentation
 */
export type { SpellsPort } from './spells-port.js';
export { LocalTarget, type LocalTargetComponents, type LocalTargetInit } from './target/local-target.js';
