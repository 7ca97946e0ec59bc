/**
 * Gives a module built by plain `cargo build` the sections that a Marine runtime asks for.
 *
 * ```ts
 * import { readFileSync, writeFileSync } from 'node:fs';
 * import { embed } from '@noctiluca/marine-tools';
 *
 * const raw = readFileSync('target/wasm32-wasip1/release/greeter.wasm');
 * writeFileSync('greeter.wasm', embed(raw));
 * ```
 * @module
 */
export { type EmbedInit, embed, INTERFACE_TYPES_SECTION, SDK_VERSION_SECTION } from './embed.js';
export { encodeInterfaceTypes } from './encode-interface-types.js';
export { EmbedError, type EmbedErrorCode } from './errors.js';
export { generateInterfaceTypes, INTERFACE_TYPES_VERSION } from './generate-interface-types.js';
export type { ItDefinition, ItField, ItInstruction, ItSection, ItType, ScalarName } from './model.js';
export { readSections, type WasmSection } from './sections.js';
