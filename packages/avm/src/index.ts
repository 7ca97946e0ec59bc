export type { AvmLimits, AvmOutcome, AvmRequest, AvmRunner, CallRequest, CallResult } from './avm.js';
