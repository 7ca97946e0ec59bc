import { messageOf } from '@noctiluca/common/thrown';
import { EmbedError } from './errors.js';
import type { ScalarName } from './model.js';
import type { WasmSection } from './sections.js';

/** Sections in which the SDK's macro describes functions, records and imports (spec/marine-abi.md §1.1, §1.5). */
const GENERATED_NAME = /^__(?:m|fce)_generated_section__/;
/** Levels of vectors in vectors that are read. Real modules have three at most. */
const MAX_TYPE_DEPTH = 32;

const SCALARS: Readonly<Record<string, ScalarName>> = {
  I8: 's8',
  I16: 's16',
  I32: 's32',
  I64: 's64',
  U8: 'u8',
  U16: 'u16',
  U32: 'u32',
  U64: 'u64',
  F32: 'f32',
  F64: 'f64',
  Boolean: 'bool',
  Utf8Str: 'string',
  Utf8String: 'string',
};

/** A type as the source has it: records by name. `Vec<u8>` is `bytes`. */
export type SourceType =
  | { readonly kind: ScalarName | 'bytes' }
  | { readonly kind: 'array'; readonly element: SourceType }
  | { readonly kind: 'record'; readonly name: string };

export interface SourceField {
  readonly name: string;
  readonly type: SourceType;
}

export interface SourceSignature {
  readonly name: string;
  readonly args: readonly SourceField[];
  /** 0 or 1 entry. */
  readonly results: readonly SourceType[];
}

/** One thing that a generated section describes. */
export type SourceItem =
  | { readonly kind: 'function'; readonly signature: SourceSignature }
  | { readonly kind: 'record'; readonly name: string; readonly fields: readonly SourceField[] }
  | {
      readonly kind: 'extern';
      readonly namespace: string;
      readonly imports: readonly { readonly linkName: string; readonly signature: SourceSignature }[];
    };

/**
 * What the SDK's macro left in a module, in the order of its sections. Unit structs are left out: they have no place in
 * an interface.
 * @throws EmbedError `GENERATED_SECTION_MALFORMED`
 */
export function readGeneratedSections(sections: readonly WasmSection[]): SourceItem[] {
  return sections.flatMap((section) => {
    if (section.name === undefined || !GENERATED_NAME.test(section.name)) return [];
    return readItem(new Reader(section.name), parseJson(section.name, section.data));
  });
}

function parseJson(name: string, data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data));
  } catch (error) {
    const why = messageOf(error);
    throw new EmbedError('GENERATED_SECTION_MALFORMED', `section '${name}' is not JSON: ${why}`);
  }
}

function readItem(reader: Reader, json: unknown): SourceItem[] {
  const item = reader.object(json, 'an object');
  switch (item.ast_type) {
    case 'Function':
      return [{ kind: 'function', signature: readSignature(reader, item.signature) }];
    case 'Record':
      return readRecord(reader, item);
    case 'ExternMod':
      return [
        {
          kind: 'extern',
          namespace: reader.string(item.namespace, 'namespace'),
          imports: reader.list(item.imports, 'imports').map((entry) => readImport(reader, entry)),
        },
      ];
    default:
      throw reader.error(`unknown ast_type ${JSON.stringify(item.ast_type)}`);
  }
}

function readRecord(reader: Reader, item: Readonly<Record<string, unknown>>): SourceItem[] {
  if (item.fields === 'Unit') return [];
  const fields = reader.object(item.fields, 'fields');
  return [
    {
      kind: 'record',
      name: reader.string(item.name, 'record name'),
      fields: reader.list(fields.Named ?? fields.Unnamed, 'fields').map((field) => readField(reader, field)),
    },
  ];
}

function readImport(reader: Reader, json: unknown): { linkName: string; signature: SourceSignature } {
  const entry = reader.object(json, 'import');
  const signature = readSignature(reader, entry.signature);
  const linkName = entry.link_name ?? signature.name;
  return { linkName: reader.string(linkName, 'link_name'), signature };
}

function readSignature(reader: Reader, json: unknown): SourceSignature {
  const signature = reader.object(json, 'signature');
  return {
    name: reader.string(signature.name, 'function name'),
    args: reader.list(signature.arguments, 'arguments').map((arg) => readField(reader, arg)),
    results: reader.list(signature.output_types, 'output_types').map((type) => readType(reader, type, 0)),
  };
}

function readField(reader: Reader, json: unknown): SourceField {
  const field = reader.object(json, 'field');
  // fields of a tuple struct have no name
  return { name: reader.string(field.name ?? '', 'field name'), type: readType(reader, field.ty, 0) };
}

function readType(reader: Reader, json: unknown, depth: number): SourceType {
  if (depth > MAX_TYPE_DEPTH) throw reader.error(`types nest deeper than ${MAX_TYPE_DEPTH} levels`);
  const [kind, detail] = Object.entries(reader.object(json, 'type'))[0] ?? [];
  if (kind === 'Vector') {
    const element = readType(reader, reader.list(detail, 'Vector')[0], depth + 1);
    return element.kind === 'u8' ? { kind: 'bytes' } : { kind: 'array', element };
  }
  if (kind === 'Record') {
    return { kind: 'record', name: reader.string(reader.list(detail, 'Record')[0], 'record name') };
  }
  const scalar = kind === undefined || !Object.hasOwn(SCALARS, kind) ? undefined : SCALARS[kind];
  if (scalar === undefined) throw reader.error(`unknown type ${JSON.stringify(kind)}`);
  return { kind: scalar };
}

/** Reads parts of one section's JSON and names the section in its errors. */
class Reader {
  readonly #section: string;

  constructor(section: string) {
    this.#section = section;
  }

  object(json: unknown, what: string): Readonly<Record<string, unknown>> {
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      throw this.error(`${what} is not an object`);
    return Object.fromEntries(Object.entries(json));
  }

  list(json: unknown, what: string): readonly unknown[] {
    if (!Array.isArray(json)) throw this.error(`${what} is not a list`);
    return json;
  }

  string(json: unknown, what: string): string {
    if (typeof json !== 'string') throw this.error(`${what} is not a string`);
    return json;
  }

  error(why: string): EmbedError {
    return new EmbedError('GENERATED_SECTION_MALFORMED', `section '${this.#section}' is malformed: ${why}`);
  }
}
