import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readSections, type WasmSection } from '../src/sections.js';

const require = createRequire(import.meta.url);

/** Modules with the sections of the SDK still inside: two of ours, and one that upstream's tool processed. */
export const MODULES = {
  greeter: new URL('../../../services/greeter/greeter.wasm', import.meta.url),
  phrasebook: new URL('../../../services/greeter/phrasebook/phrasebook.wasm', import.meta.url),
  avm: new URL('../dist/avm.wasm', `file://${require.resolve('@fluencelabs/avm')}`),
} as const;

export function readModule(name: keyof typeof MODULES): Uint8Array {
  return new Uint8Array(readFileSync(MODULES[name]));
}

export function dataOf(wasm: Uint8Array, section: string): Uint8Array {
  const found = readSections(wasm).find((each) => each.name === section);
  if (found === undefined) throw new Error(`no section ${section}`);
  return found.data;
}

/** A section as the SDK's macro writes it. */
export function generated(name: string, content: unknown): WasmSection {
  const data = new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
  return { id: 0, name: `__m_generated_section__${name}`, data, raw: data };
}
