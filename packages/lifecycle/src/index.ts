export type { LogCall, Logger } from './logger.js';
export { silentLogger } from './logger.js';
export type { NodeService } from './node-service.js';
