import type { CallClock } from '../limits/call-clock.js';
import type { GuestMemory } from '../memory/guest-memory.js';
import type { Descriptors } from './descriptors/descriptors.js';
import { errnoOf } from './errno.js';
import type { HostCall } from './host-call.js';
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
  readonly descriptors: Descriptors;
  /** The deadline of the call that is running. */
  readonly clock: CallClock;
  /** @default none: negative descriptors are unknown */
  readonly hostCall?: HostCall | undefined;
}

/** A WASI function; 64-bit parameters arrive as bigint, others as signed 32-bit numbers. Answers an errno. */
export type WasiFunction = (...args: never[]) => number;

/** Functions of one concern. */
export type WasiFunctions = Readonly<Record<string, WasiFunction>>;

/**
 * Functions that may throw a `WasiFault` or an error of the system: both are answered as errno. Each looks at the call's
 * deadline first, since a loop of system calls burns time that no counter in the module's code sees.
 */
export function systemFunctions<T extends WasiFunctions>(
  { clock }: WasiContext,
  functions: T,
): WasiFunctions {
  const guarded =
    (run: (...args: unknown[]) => number) =>
    (...args: unknown[]): number => {
      clock.check();
      try {
        return run(...args);
      } catch (error) {
        const errno = errnoOf(error);
        if (errno === undefined) throw error;
        return errno;
      }
    };
  return Object.fromEntries(
    Object.entries(functions).map(([name, run]) => [name, guarded(run as (...args: unknown[]) => number)]),
  );
}
