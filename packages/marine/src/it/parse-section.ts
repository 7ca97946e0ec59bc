import { MAX_ARGUMENTS, MAX_TYPE_DEPTH } from '../constants.js';
import { ByteReader } from '../wasm/byte-reader.js';
import { INSTRUCTIONS } from './instructions.js';
import { parseSemver } from './semver.js';
import {
  ARRAY_TYPE_CODE,
  type ItArgument,
  type ItInstruction,
  type ItSection,
  type ItType,
  type ItTypeDefinition,
  PLAIN_TYPE_CODES,
  RECORD_TYPE_CODE,
} from './types.js';

/** Longest LEB128 upstream reads, bytes (spec/marine-abi.md §1.2). */
const MAX_ULEB_BYTES = 9;

const HINT = 'rebuild the module with a newer Marine toolchain';

/**
 * Reads an `interface-types` section (spec/marine-abi.md §1.2).
 * @throws MarineError `IT_MALFORMED`, text beginning with `IT section is corrupted`
 */
export function parseItSection(bytes: Uint8Array): ItSection {
  const reader = new ByteReader(bytes, 'IT_MALFORMED', `IT section is corrupted, ${HINT}`);
  const versions: string[] = [];
  const types: ItTypeDefinition[] = [];
  const imports: ItSection['imports'][number][] = [];
  const adapters: ItSection['adapters'][number][] = [];
  const exports: ItSection['exports'][number][] = [];
  const implementations: ItSection['implementations'][number][] = [];

  while (reader.remaining > 0) {
    const item = reader.u8('item');
    if (item === 5) versions.push(readText(reader, 'version'));
    else if (item === 0) append(types, reader, readTypeDefinition);
    else if (item === 1) append(imports, reader, readImport);
    else if (item === 2) append(adapters, reader, readAdapter);
    else if (item === 3) append(exports, reader, readExport);
    else if (item === 4) append(implementations, reader, readImplementation);
    else reader.fail(`item ${item} is unknown`);
  }
  if (versions.length !== 1) reader.fail(`${versions.length} versions instead of one`);
  const version = versions[0]!;
  if (!parseSemver(version)) reader.fail(`version '${version}' is not a semantic version`);
  return { version, types, imports, adapters, exports, implementations };
}

function append<T>(into: T[], reader: ByteReader, read: (reader: ByteReader) => T): void {
  const count = reader.count('entries', 1, MAX_ULEB_BYTES);
  for (let i = 0; i < count; i++) into.push(read(reader));
}

function list<T>(reader: ByteReader, read: (reader: ByteReader) => T): T[] {
  const entries: T[] = [];
  append(entries, reader, read);
  return entries;
}

function readText(reader: ByteReader, what: string): string {
  return reader.text(reader.u8(`length of ${what}`), what);
}

function readIndex(reader: ByteReader): number {
  return reader.u32('index', MAX_ULEB_BYTES);
}

function readTypeDefinition(reader: ByteReader): ItTypeDefinition {
  const form = reader.u8('type form');
  if (form === 0) {
    const args = list(reader, readArgument);
    const results = list(reader, readType);
    if (args.length > MAX_ARGUMENTS || results.length > MAX_ARGUMENTS)
      reader.fail(`a function has more than ${MAX_ARGUMENTS} arguments or results`);
    return { kind: 'function', arguments: args, results };
  }
  if (form !== 1) reader.fail(`type form ${form} is unknown`);
  const name = readText(reader, 'record name');
  const fields = list(reader, readArgument);
  if (fields.length === 0) reader.fail(`record '${name}' has no fields`);
  return { kind: 'record', name, fields };
}

function readArgument(reader: ByteReader): ItArgument {
  return { name: readText(reader, 'name'), type: readType(reader) };
}

function readType(reader: ByteReader): ItType {
  return readNestedType(reader, 0);
}

function readNestedType(reader: ByteReader, depth: number): ItType {
  if (depth > MAX_TYPE_DEPTH) reader.fail(`a type is nested deeper than ${MAX_TYPE_DEPTH}`);
  const code = reader.u8('type');
  if (code === RECORD_TYPE_CODE) return { kind: 'record', index: readIndex(reader) };
  if (code === ARRAY_TYPE_CODE) return { kind: 'array', element: readNestedType(reader, depth + 1) };
  const kind = PLAIN_TYPE_CODES.get(code);
  return kind ? { kind } : reader.fail(`type ${code} is unknown`);
}

function readImport(reader: ByteReader): ItSection['imports'][number] {
  const namespace = readText(reader, 'import namespace');
  return { namespace, name: readText(reader, 'import name'), type: readIndex(reader) };
}

function readAdapter(reader: ByteReader): ItSection['adapters'][number] {
  return { type: readIndex(reader), instructions: list(reader, readInstruction) };
}

function readExport(reader: ByteReader): ItSection['exports'][number] {
  return { name: readText(reader, 'export name'), type: readIndex(reader) };
}

function readImplementation(reader: ByteReader): ItSection['implementations'][number] {
  return { core: readIndex(reader), adapter: readIndex(reader) };
}

function readInstruction(reader: ByteReader): ItInstruction {
  const opcode = reader.u8('instruction');
  const shape = INSTRUCTIONS.get(opcode) ?? reader.fail(`instruction ${opcode} is unknown`);
  if (shape.immediate === 'index') return { name: shape.name, index: readIndex(reader) };
  if (shape.immediate === 'value')
    return { name: shape.name, value: reader.uleb('pushed number', MAX_ULEB_BYTES) };
  if (shape.immediate === 'type') return { name: shape.name, type: readType(reader) };
  return { name: shape.name };
}
