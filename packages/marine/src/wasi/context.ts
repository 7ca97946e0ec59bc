import type { GuestMemory } from '../adapters/guest-memory.js';
import type { OutputCapture } from './output-capture.js';

/** Sources of a module's view of the world; a test replaces them. */
export interface WasiSources {
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** Nanoseconds that never go back. */
  readonly monotonicNs: () => bigint;
  /** Fills the bytes; must be cryptographic outside of tests: services make keys of it. */
  readonly fillRandom: (bytes: Uint8Array) => void;
}

/** What WASI functions of one module instance share. */
export interface WasiContext {
  readonly memory: GuestMemory;
  readonly sources: WasiSources;
  /** Entries `NAME=value`. */
  readonly environment: readonly string[];
  readonly output: OutputCapture;
}

/** A WASI function; 64-bit parameters arrive as bigint, others as signed 32-bit numbers. Answers an errno. */
export type WasiFunction = (...args: never[]) => number;

/** Functions of one concern. */
export type WasiFunctions = Readonly<Record<string, WasiFunction>>;
