import { encodeInterfaceTypes, generateInterfaceTypes, type ItSection } from '@noctiluca/marine-tools';
import type { ValueType } from './wasm-writer.js';

/** A type as tests write it: `u8`, `string`, `bytes`, `u32[]`, `Inner`, `Inner[][]`. */
export type TypeText = string;

export interface FunctionText {
  readonly name: string;
  readonly arguments: readonly TypeText[];
  readonly result?: TypeText;
}

/** Records by name: fields by name. */
export type RecordsText = Readonly<Record<string, Readonly<Record<string, TypeText>>>>;

export interface InterfaceText {
  readonly records?: RecordsText;
  readonly functions: readonly FunctionText[];
  readonly imports?: readonly { readonly namespace: string; readonly functions: readonly FunctionText[] }[];
}

const KINDS: Readonly<Record<string, string>> = {
  bool: 'Boolean',
  s8: 'I8',
  s16: 'I16',
  s32: 'I32',
  s64: 'I64',
  u8: 'U8',
  u16: 'U16',
  u32: 'U32',
  u64: 'U64',
  f32: 'F32',
  f64: 'F64',
  string: 'Utf8String',
};

/** Argument names are `a0`, `a1`, ... */
export function interfaceSection(text: InterfaceText, version?: string): ItSection {
  const sections = [
    ...Object.entries(text.records ?? {}).map(([name, fields]) =>
      generated(name, {
        ast_type: 'Record',
        name,
        fields: {
          Named: Object.entries(fields).map(([field, type]) => ({ name: field, ty: sourceType(type) })),
        },
      }),
    ),
    ...text.functions.map((f) => generated(f.name, { ast_type: 'Function', signature: signature(f) })),
    ...(text.imports ?? []).map(({ namespace, functions }) =>
      generated(namespace, {
        ast_type: 'ExternMod',
        namespace,
        imports: functions.map((f) => ({ link_name: null, signature: signature(f) })),
      }),
    ),
  ];
  return generateInterfaceTypes(sections, version);
}

/** The two custom sections of a module with this interface. */
export function marineSections(
  it: Uint8Array | ItSection,
  sdkVersion = '0.14.0',
): { name: string; bytes: Uint8Array }[] {
  return [
    { name: 'interface-types', bytes: it instanceof Uint8Array ? it : encodeInterfaceTypes(it) },
    { name: '__fluence_sdk_version', bytes: new TextEncoder().encode(sdkVersion) },
  ];
}

/** Core types a value of the type travels in as an argument. */
export function coreTypes(type: TypeText): ValueType[] {
  if (type.endsWith('[]') || type === 'string' || type === 'bytes') return ['i32', 'i32'];
  if (type === 's64' || type === 'u64') return ['i64'];
  return type === 'f32' || type === 'f64' ? [type] : ['i32'];
}

export function isScalar(type: TypeText): boolean {
  return type in KINDS && type !== 'string';
}

function generated(name: string, content: unknown) {
  const data = new TextEncoder().encode(JSON.stringify(content));
  return { id: 0, name: `__m_generated_section__${name}`, data, raw: data };
}

function signature(f: FunctionText) {
  return {
    name: f.name,
    arguments: f.arguments.map((type, i) => ({ name: `a${i}`, ty: sourceType(type) })),
    output_types: f.result === undefined ? [] : [sourceType(f.result)],
  };
}

function sourceType(type: TypeText): unknown {
  if (type.endsWith('[]')) return { Vector: [sourceType(type.slice(0, -2)), 'ByValue'] };
  if (type === 'bytes') return { Vector: [sourceType('u8'), 'ByValue'] };
  const kind = KINDS[type];
  return kind ? { [kind]: 'ByValue' } : { Record: [type, 'ByValue'] };
}
