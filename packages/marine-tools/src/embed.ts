import { ByteWriter } from './byte-writer.js';
import { encodeInterfaceTypes } from './encode-interface-types.js';
import { EmbedError } from './errors.js';
import { generateInterfaceTypes, INTERFACE_TYPES_VERSION } from './generate-interface-types.js';
import { customSection, readSections, WASM_HEADER } from './sections.js';

/** Custom section with the interface (spec/marine-abi.md §1.1). */
export const INTERFACE_TYPES_SECTION = 'interface-types';
/** Custom section with the SDK's version as bare text. */
export const SDK_VERSION_SECTION = '__fluence_sdk_version';

export interface EmbedInit {
  /** Version of the SDK the module was built with. @default what the SDK itself wrote into the module */
  readonly sdkVersion?: string;
  /** Version of the interface format. @default INTERFACE_TYPES_VERSION */
  readonly interfaceTypesVersion?: string;
}

/**
 * Makes a Marine module of what `cargo build` left: adds the `interface-types` section and, last, the SDK's version.
 * Code and every other section keep their bytes, so the result depends on the input alone; doing it twice changes nothing.
 * @throws EmbedError
 */
export function embed(wasm: Uint8Array, init: EmbedInit = {}): Uint8Array {
  const sections = readSections(wasm);
  const written = sections.find((section) => section.name === SDK_VERSION_SECTION);
  const sdkVersion = init.sdkVersion ?? (written && new TextDecoder().decode(written.data));
  if (sdkVersion === undefined) {
    throw new EmbedError(
      'SDK_VERSION_MISSING',
      `the module has no section '${SDK_VERSION_SECTION}': was it built with marine-rs-sdk? If so, give \`sdkVersion\``,
    );
  }
  const interfaceTypes = generateInterfaceTypes(
    sections,
    init.interfaceTypesVersion ?? INTERFACE_TYPES_VERSION,
  );
  const out = new ByteWriter().bytes(WASM_HEADER);
  for (const section of sections) {
    if (section.name !== SDK_VERSION_SECTION && section.name !== INTERFACE_TYPES_SECTION)
      out.bytes(section.raw);
  }
  return out
    .bytes(customSection(INTERFACE_TYPES_SECTION, encodeInterfaceTypes(interfaceTypes)))
    .bytes(customSection(SDK_VERSION_SECTION, new TextEncoder().encode(sdkVersion)))
    .finish();
}
