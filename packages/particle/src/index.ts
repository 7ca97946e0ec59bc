export type { KeyPair } from './key-pair.js';
export type { Particle } from './particle.js';
export type { DropStage, TraceEntry, TraceEvent, TraceRecorder } from './trace.js';
export { silentTrace } from './trace.js';
