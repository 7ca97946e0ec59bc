import { ByteReader } from './byte-reader.js';
import type { CoreExport, CoreImport, CoreSignature, CoreType, CustomSection, WasmLayout } from './layout.js';

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const KINDS = ['function', 'table', 'memory', 'global', 'tag'] as const;
const SECTION = { custom: 0, type: 1, import: 2, function: 3, table: 4, memory: 5, export: 7 };
const LAST_SECTION = 13;

const CORE_TYPES: ReadonlyMap<number, CoreType> = new Map([
  [0x7f, 'i32'],
  [0x7e, 'i64'],
  [0x7d, 'f32'],
  [0x7c, 'f64'],
  [0x7b, 'other'],
  [0x70, 'other'],
  [0x6f, 'other'],
]);

/**
 * Reads types, imports, exports and custom sections of a binary module. Code is not looked at: the engine validates it.
 * @throws MarineError `WASM_MALFORMED` for anything that does not fit its frame
 */
export function readLayout(bytes: Uint8Array): WasmLayout {
  const reader = new ByteReader(bytes, 'WASM_MALFORMED', 'not a WebAssembly module');
  for (const byte of MAGIC) if (reader.u8('header') !== byte) reader.fail('header is wrong');

  let types: CoreSignature[] = [];
  let imports: CoreImport[] = [];
  let declared: CoreSignature[] = [];
  let exports: CoreExport[] = [];
  const customSections: CustomSection[] = [];
  let [memoryPages, tableElements] = [0, 0];
  const seen = new Set<number>();

  while (reader.remaining > 0) {
    const id = reader.u8('section id');
    if (id > LAST_SECTION) reader.fail(`section id ${id} is unknown`);
    if (id !== SECTION.custom && seen.has(id)) reader.fail(`section ${id} occurs twice`);
    seen.add(id);
    const section = reader.slice(reader.u32('section length'), `section ${id}`);
    if (id === SECTION.custom) customSections.push(readCustom(section));
    else if (id === SECTION.type) types = readAll(section, readType);
    else if (id === SECTION.import) imports = readAll(section, (r) => readImport(r, types));
    else if (id === SECTION.function) declared = readAll(section, (r) => signatureAt(r, types));
    else if (id === SECTION.table) tableElements = sum(readAll(section, readTable));
    else if (id === SECTION.memory) memoryPages = sum(readAll(section, skipLimits));
    else if (id === SECTION.export) {
      const functions = [...imports.flatMap((i) => (i.signature ? [i.signature] : [])), ...declared];
      exports = readAll(section, (r) => readExport(r, functions));
    } else continue;
    if (section.remaining > 0 && id !== SECTION.custom) section.fail(`section ${id} has bytes left over`);
  }
  return { imports, exports, customSections, memoryPages, tableElements };
}

function readAll<T>(reader: ByteReader, read: (reader: ByteReader) => T): T[] {
  const count = reader.count('entries');
  const entries: T[] = [];
  for (let i = 0; i < count; i++) entries.push(read(reader));
  return entries;
}

function readName(reader: ByteReader): string {
  return reader.text(reader.u32('name length'), 'name');
}

function readCustom(section: ByteReader): CustomSection {
  const name = readName(section);
  return { name, bytes: section.take(section.remaining, 'custom section') };
}

function readType(reader: ByteReader): CoreSignature {
  const form = reader.u8('type form');
  if (form !== 0x60) reader.fail(`type form ${form} is not a function`);
  return { parameters: readAll(reader, readCoreType), results: readAll(reader, readCoreType) };
}

function readCoreType(reader: ByteReader): CoreType {
  const code = reader.u8('value type');
  return CORE_TYPES.get(code) ?? reader.fail(`value type ${code} is unknown`);
}

function signatureAt(reader: ByteReader, types: readonly CoreSignature[]): CoreSignature {
  const index = reader.u32('type index');
  return types[index] ?? reader.fail(`type ${index} does not exist`);
}

function readImport(reader: ByteReader, types: readonly CoreSignature[]): CoreImport {
  const namespace = readName(reader);
  const name = readName(reader);
  const kind = readKind(reader);
  if (kind === 'function') return { namespace, name, kind, signature: signatureAt(reader, types) };
  if (kind === 'table') readCoreType(reader);
  if (kind === 'table' || kind === 'memory') skipLimits(reader);
  if (kind === 'global') {
    readCoreType(reader);
    reader.u8('mutability');
  }
  if (kind === 'tag') {
    reader.u8('tag attribute');
    reader.u32('tag type');
  }
  return { namespace, name, kind };
}

function readExport(reader: ByteReader, functions: readonly CoreSignature[]): CoreExport {
  const name = readName(reader);
  const kind = readKind(reader);
  const index = reader.u32('export index');
  if (kind !== 'function') return { name, kind };
  const signature = functions[index] ?? reader.fail(`function ${index} does not exist`);
  return { name, kind, signature };
}

function readKind(reader: ByteReader): CoreImport['kind'] {
  const code = reader.u8('kind');
  return KINDS[code] ?? reader.fail(`kind ${code} is unknown`);
}

function readTable(reader: ByteReader): number {
  readCoreType(reader);
  return skipLimits(reader);
}

/** @returns the minimum */
function skipLimits(reader: ByteReader): number {
  const flags = reader.u8('limits');
  const minimum = reader.uleb('minimum', 10);
  if (flags & 1) reader.uleb('maximum', 10);
  return Number(minimum);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
