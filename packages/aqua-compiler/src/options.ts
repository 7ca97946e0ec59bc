import type { CompilerOptions } from './types.js';

/** How upstream's compiler works unless it is told otherwise; to TypeScript. */
export const DEFAULT_OPTIONS: CompilerOptions = {
  target: 'ts',
  constants: [],
  logLevel: 'info',
  noRelay: false,
  noXor: false,
  tracing: false,
  noEmptyResponse: false,
};
