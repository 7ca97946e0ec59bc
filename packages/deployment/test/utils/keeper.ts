import { readFileSync } from 'node:fs';
import { cidOf } from '@noctiluca/store';
import type { InitCall, ModuleDistro, ServiceDistro } from '../../src/distro.js';

const wasm = readFileSync(new URL('../../../../services/keeper/keeper.wasm', import.meta.url));

/** A real service that keeps keys and values in a file (`services/keeper`). Another mark is another blueprint. */
export function keeper(
  name: string,
  mark = 0,
  config: NonNullable<ServiceDistro['config']> = {},
): ServiceDistro {
  return { name, modules: [keeperModule(mark)], config };
}

export function keeperModule(mark: number): ModuleDistro {
  const section = 'mark';
  const bytes = Uint8Array.from([
    0,
    section.length + 2,
    section.length,
    ...new TextEncoder().encode(section),
    mark,
  ]);
  const marked = mark === 0 ? wasm : Buffer.concat([wasm, bytes]);
  return { name: 'keeper', cid: cidOf(marked), load: async () => marked };
}

/** A call that leaves a pair. */
export function putCall(service: string, key: string, value: string): InitCall {
  return { id: `put ${service} ${key}`, service, functionName: 'put', args: [key, value] };
}
