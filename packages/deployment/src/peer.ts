/**
 * The peer of this process, its host scope and its workers, as targets of the deployment engine.
 *
 * @packageDocumentation
 */
export type { SpellsPort } from './spells-port.js';
export { LocalTarget, type LocalTargetComponents, type LocalTargetInit } from './target/local-target.js';
export { deploymentBuiltins } from './worker/builtins.js';
export { DEFINITION_KEY, INSTALLED, STATUS_KEY, WORKER_SPELL } from './worker/constants.js';
export {
  createWorkerDeployments,
  type WorkerDeployments,
  type WorkerDeploymentsComponents,
  type WorkerDeploymentsInit,
} from './worker/worker-deployments.js';
