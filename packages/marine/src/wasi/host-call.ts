import type { GuestMemory } from '../memory/guest-memory.js';
import type { CoreCallable } from '../wasm/core-callable.js';

/**
 * Answers what code of the host's own asks it for by a write to a negative descriptor, which no module has.
 * @param at what the second argument of `fd_write` points at
 * @param memory the module's; only good for the call
 * @returns an errno, 0 for success; undefined leaves the write to WASI, which answers `BADF`
 */
export type HostCall = (descriptor: number, at: number, memory: Uint8Array) => number | undefined;

/** `fd_write` that asks first. */
export function withHostCall(write: CoreCallable, hostCall: HostCall, memory: GuestMemory): CoreCallable {
  return (...args) => {
    const [descriptor, at] = args as [number, number];
    if (descriptor >= 0) return write(...args);
    memory.refresh();
    return hostCall(descriptor, at >>> 0, memory.u8) ?? write(...args);
  };
}
