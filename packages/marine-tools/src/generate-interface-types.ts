import { exportFunction } from './export-adapter.js';
import { readGeneratedSections, type SourceItem, type SourceSignature } from './generated-sections.js';
import { importFunction } from './import-adapter.js';
import type { ItField, ItSection, ItType } from './model.js';
import type { WasmSection } from './sections.js';
import { TypeTable } from './type-table.js';

/** Version that the last public services carry; marine accepts 0.20.0 and above (spec/rust-wasm.md §3). */
export const INTERFACE_TYPES_VERSION = '0.27.0';

/** Blocks of imports that the runtime serves itself: they are no part of the interface (spec/marine-abi.md §1.5). */
const HOST_NAMESPACE = /^(?:host$|__marine_host_api_v)/;

const I32: ItType = { kind: 'i32' };

/** The API functions as upstream writes them: `allocate` has a second argument in truth (§1.6). */
const API_SIGNATURES: readonly { name: string; args: readonly ItField[]; results: readonly ItType[] }[] = [
  { name: 'allocate', args: [{ name: 'size', type: I32 }], results: [I32] },
  { name: 'release_objects', args: [], results: [] },
  { name: 'get_result_size', args: [], results: [I32] },
  { name: 'get_result_ptr', args: [], results: [I32] },
  { name: 'set_result_size', args: [{ name: 'result_size', type: I32 }], results: [] },
  { name: 'set_result_ptr', args: [{ name: 'result_ptr', type: I32 }], results: [] },
];

/**
 * Interface of a module from what the SDK's macro left in it: the six API functions, records, functions, imports
 * (spec/marine-abi.md §1.5–§1.7).
 * @param version version of the format to write. @default INTERFACE_TYPES_VERSION
 * @throws EmbedError `GENERATED_SECTION_MALFORMED`, `INTERFACE_UNSUPPORTED`
 */
export function generateInterfaceTypes(
  sections: readonly WasmSection[],
  version: string = INTERFACE_TYPES_VERSION,
): ItSection {
  return fromItems(readGeneratedSections(sections), version);
}

function fromItems(items: readonly SourceItem[], version: string): ItSection {
  const types = new TypeTable();
  const imports: { namespace: string; name: string; type: number }[] = [];
  const adapters: ItSection['adapters'][number][] = [];
  const implementations: ItSection['implementations'][number][] = [];
  const exports = API_SIGNATURES.map(({ name, args, results }) => ({
    name,
    type: types.addFunction(args, results),
  }));

  for (const item of items) if (item.kind === 'record') types.defineRecord(item.name, item.fields);

  const adapt = (
    coreType: number,
    adapterType: number,
    instructions: ItSection['adapters'][number]['instructions'],
  ) => {
    adapters.push({ type: adapterType, instructions });
    implementations.push({ coreType, adapterType });
  };
  for (const item of items) {
    if (item.kind !== 'function') continue;
    const made = exportFunction(types, item.signature, exports.length);
    exports.push({ name: item.signature.name, type: made.coreType });
    adapt(made.coreType, made.adapterType, made.instructions);
  }
  linkedFunctions(items).forEach(({ namespace, name, signature }, i) => {
    const made = importFunction(types, signature, exports.length + i);
    imports.push({ namespace, name, type: made.interfaceType }, { namespace, name, type: made.coreType });
    adapt(made.coreType, made.adapterType, made.instructions);
  });
  return { version, types: types.finish(), imports, adapters, exports, implementations };
}

function linkedFunctions(
  items: readonly SourceItem[],
): { namespace: string; name: string; signature: SourceSignature }[] {
  return items.flatMap((item) => {
    if (item.kind !== 'extern' || HOST_NAMESPACE.test(item.namespace)) return [];
    return item.imports.map(({ linkName, signature }) => ({
      namespace: item.namespace,
      name: linkName,
      signature,
    }));
  });
}
