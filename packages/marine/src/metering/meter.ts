import type { CallClock } from '../limits/call-clock.js';
import type { MemoryBudget } from '../limits/memory-budget.js';
import { HOST_SLOT, METER_EXPORT } from './meter-module.js';

/** A module of imports that are exported again: only functions of WebAssembly fit into a table. */
const bridge = new WebAssembly.Module(
  Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 0x09, 0x02, 0x60, 0x00, 0x00, 0x60, 0x01, 0x7f, 0x01, 0x7f],
    ...[0x02, 0x13, 0x03, 0x01, 0x6d, 0x01, 0x72, 0x00, 0x00, 0x01, 0x6d, 0x01, 0x70, 0x00, 0x01],
    ...[0x01, 0x6d, 0x01, 0x65, 0x00, 0x01],
    ...[0x07, 0x0d, 0x03, 0x01, 0x72, 0x00, 0x00, 0x01, 0x70, 0x00, 0x01, 0x01, 0x65, 0x00, 0x02],
  ),
);

/**
 * Gives a metered instance the host's functions and runs its start function; does nothing for a module as it came.
 * @throws what the start function throws
 */
export function attachMeter(exports: WebAssembly.Exports, clock: CallClock, budget: MemoryBudget): void {
  const table = exports[METER_EXPORT.HOST];
  if (!(table instanceof WebAssembly.Table)) return;
  const memory = exports[METER_EXPORT.MEMORY];
  if (memory instanceof WebAssembly.Memory) budget.add(memory);
  const host = new WebAssembly.Instance(bridge, {
    m: {
      r: () => clock.check(),
      p: (pages: number) => budget.admitPages(pages >>> 0),
      e: (elements: number) => budget.admitElements(elements >>> 0),
    },
  });
  const { r, p, e } = host.exports;
  table.set(HOST_SLOT.REFILL, r);
  table.set(HOST_SLOT.ADMIT_PAGES, p);
  table.set(HOST_SLOT.ADMIT_ELEMENTS, e);
  const start = exports[METER_EXPORT.START];
  if (typeof start === 'function') start();
}
