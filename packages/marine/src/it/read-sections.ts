import { IT_SECTION, MINIMUM_IT_VERSION, MINIMUM_SDK_VERSION, SDK_VERSION_SECTION } from '../constants.js';
import { MarineError } from '../errors.js';
import { parseItSection } from './parse-section.js';
import { compareSemver, parseSemver } from './semver.js';
import type { ItSection } from './types.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Custom sections of one name. */
export type SectionSource = (name: string) => readonly Uint8Array[];

/**
 * Checks both versions and reads the interface types, in upstream's order and with its texts (spec/marine-abi.md §1.8).
 * @param module import name, for the texts
 * @throws MarineError `VERSION`, `IT_MALFORMED`
 */
export function readMarineSections(
  module: string,
  sections: SectionSource,
): { sdkVersion: string; it: ItSection } {
  const sdkVersion = readSdkVersion(module, sections(SDK_VERSION_SECTION));
  const found = sections(IT_SECTION);
  if (found.length === 0) throw new MarineError('IT_MALFORMED', "the module doesn't contain IT section");
  if (found.length > 1)
    throw new MarineError('IT_MALFORMED', 'the module contains multiple IT sections that is unsupported');
  const it = parseItSection(found[0]!);
  requireMinimum(module, it.version, 'IT', MINIMUM_IT_VERSION);
  return { sdkVersion, it };
}

function readSdkVersion(module: string, found: readonly Uint8Array[]): string {
  const name = SDK_VERSION_SECTION;
  if (found.length === 0)
    throw new MarineError(
      'VERSION',
      `the module doesn't contain section with '${name}', probably it's compiled with an old sdk version`,
    );
  if (found.length > 1)
    throw new MarineError(
      'VERSION',
      `the module contains ${found.length} sections with name '${name}' - it's corrupted`,
    );
  const version = decodeVersion(found[0]!);
  requireMinimum(module, version, 'sdk', MINIMUM_SDK_VERSION);
  return version;
}

function decodeVersion(bytes: Uint8Array): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new MarineError('VERSION', "embedded to the Wasm file version is corrupted: 'it is not UTF-8'");
  }
  if (!parseSemver(text))
    throw new MarineError(
      'VERSION',
      `embedded to the Wasm file version is corrupted: '${text.slice(0, 64)}'`,
    );
  return text;
}

function requireMinimum(module: string, version: string, what: string, minimum: string): void {
  if (compareSemver(parseSemver(version)!, parseSemver(minimum)!) >= 0) return;
  throw new MarineError(
    'VERSION',
    `module with name '${module}' compiled with ${version} ${what} version, but at least ${minimum} required`,
  );
}
