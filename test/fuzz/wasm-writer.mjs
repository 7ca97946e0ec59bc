// Just enough of the binary format of WebAssembly to write modules that Marine takes.
import { encodeInterfaceTypes, generateInterfaceTypes } from '@noctiluca/marine-tools';

const ENCODER = new TextEncoder();
const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
export const I32 = 0x7f;

export function uleb(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80);
  return [...bytes, value];
}

export function sleb(value) {
  const bytes = [];
  for (;;) {
    const byte = value & 0x7f;
    value >>= 7;
    if ((value === 0 && !(byte & 0x40)) || (value === -1 && byte & 0x40)) return [...bytes, byte];
    bytes.push(byte | 0x80);
  }
}

export const i32Const = (value) => [0x41, ...sleb(value | 0)];
const localGet = (index) => [0x20, index];
const globalGet = (index) => [0x23, index];
const globalSet = (index) => [0x24, index];
const text = (value) => [...uleb(ENCODER.encode(value).length), ...ENCODER.encode(value)];
const vector = (items) => [...uleb(items.length), ...items.flat()];

const [HEAP, RESULT_PTR, RESULT_SIZE] = [0, 1, 2];
const HEAP_BASE = 1024;

/** What the runtime asks of every module: a bump allocator, and the place of the last result. */
const API = [
  {
    name: 'allocate',
    parameters: 2,
    results: 1,
    body: [
      ...[...globalGet(HEAP), ...globalGet(HEAP), ...localGet(0), 0x6a],
      ...[...i32Const(16), 0x6a, ...globalSet(HEAP)],
    ],
  },
  { name: 'release_objects', parameters: 0, results: 0, body: [...i32Const(HEAP_BASE), ...globalSet(HEAP)] },
  { name: 'get_result_size', parameters: 0, results: 1, body: globalGet(RESULT_SIZE) },
  { name: 'get_result_ptr', parameters: 0, results: 1, body: globalGet(RESULT_PTR) },
  { name: 'set_result_size', parameters: 1, results: 0, body: [...localGet(0), ...globalSet(RESULT_SIZE)] },
  { name: 'set_result_ptr', parameters: 1, results: 0, body: [...localGet(0), ...globalSet(RESULT_PTR)] },
];

/** Index of the first function that is the caller's. */
export const FIRST_FUNCTION = API.length;
/** The last argument pair as the result, unchecked: what a lying module does. */
export const ECHO = [...localGet(0), ...globalSet(RESULT_PTR), ...localGet(1), ...globalSet(RESULT_SIZE)];
export const ECHO_RECORD = [...localGet(0), ...globalSet(RESULT_PTR)];

/**
 * A module of functions over i32 (or whatever `types` says) and its two custom sections.
 * @param functions `{ name, parameters: count or types, results, locals, body }`
 */
export function writeModule({ functions, pages = 2, interfaceTypes, sdkVersion = '0.14.0' }) {
  const all = [...API, ...functions];
  const types = (counted) => (Array.isArray(counted) ? counted : new Array(counted).fill(I32));
  const signatures = all.map((f) => [0x60, ...vector(types(f.parameters)), ...vector(types(f.results))]);
  const bodies = all.map(({ locals = 0, body }) => {
    const code = [...(locals > 0 ? [1, locals, I32] : [0]), ...body, 0x0b];
    return [...uleb(code.length), ...code];
  });
  const exported = all.map(({ name }, index) => [...text(name), 0x00, ...uleb(index)]);
  const sections = [
    [1, vector(signatures)],
    [3, vector(all.map((_, index) => uleb(index)))],
    [4, vector([[0x70, 0x00, 0x01]])],
    [5, vector([[0x00, ...uleb(pages)]])],
    [6, vector([HEAP_BASE, 0, 0].map((value) => [I32, 0x01, ...i32Const(value), 0x0b]))],
    [7, vector([...exported, [...text('memory'), 0x02, 0x00]])],
    [10, vector(bodies)],
    [0, [...text('interface-types'), ...interfaceTypes]],
    [0, [...text('__fluence_sdk_version'), ...ENCODER.encode(sdkVersion)]],
  ];
  return Uint8Array.from([
    ...HEADER,
    ...sections.flatMap(([id, content]) => [id, ...uleb(content.length), ...content]),
  ]);
}

const KINDS = {
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

/** `u8`, `string[]`, `Inner`: as the SDK writes it down. */
function sourceType(type) {
  if (type.endsWith('[]')) return { Vector: [sourceType(type.slice(0, -2)), 'ByValue'] };
  return KINDS[type] ? { [KINDS[type]]: 'ByValue' } : { Record: [type, 'ByValue'] };
}

function generated(name, content) {
  const data = ENCODER.encode(JSON.stringify(content));
  return { id: 0, name: `__m_generated_section__${name}`, data, raw: data };
}

/** The interface as a model that can be changed before it is encoded. */
export function interfaceOf({ records = {}, functions }) {
  const fields = (record) => Object.entries(record).map(([name, type]) => ({ name, ty: sourceType(type) }));
  return generateInterfaceTypes([
    ...Object.entries(records).map(([name, record]) =>
      generated(name, { ast_type: 'Record', name, fields: { Named: fields(record) } }),
    ),
    ...functions.map(({ name, args, result }) =>
      generated(name, {
        ast_type: 'Function',
        signature: {
          name,
          arguments: args.map((type, i) => ({ name: `a${i}`, ty: sourceType(type) })),
          output_types: result === undefined ? [] : [sourceType(result)],
        },
      }),
    ),
  ]);
}

export { encodeInterfaceTypes };
