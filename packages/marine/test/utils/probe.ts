import {
  coreTypes,
  type FunctionText,
  interfaceSection,
  isScalar,
  marineSections,
  type RecordsText,
  type TypeText,
} from './interface.js';
import { type FunctionSource, op, type ValueType, writeModule } from './wasm-writer.js';

/** Kinds of entries in a probe's log; each entry is kind, first and second argument. */
export const EVENT = {
  allocate: 1,
  release: 2,
  getResultSize: 3,
  getResultPtr: 4,
  setResultSize: 5,
  setResultPtr: 6,
  call: 7,
} as const;

export const HEAP_BASE = 0x10000;
const LOG_BASE = 0x400;
const GLOBAL = { heap: 0, logEnd: 1, resultPtr: 2, resultSize: 3 };

export const INNER_RECORDS: RecordsText = {
  Inner: { a: 'u8', s: 'string' },
  All: {
    b: 'bool',
    i8: 's8',
    i16: 's16',
    i32: 's32',
    i64: 's64',
    n8: 'u8',
    n16: 'u16',
    n32: 'u32',
    n64: 'u64',
    x32: 'f32',
    x64: 'f64',
    str: 'string',
    byt: 'bytes',
    strs: 'string[]',
    n16s: 'u16[]',
    inner: 'Inner',
    inners: 'Inner[]',
    byts: 'bytes[]',
    n32s: 'u32[][]',
  },
};

/** Every shape a value may have. */
export const SHAPES: readonly TypeText[] = [
  ...['bool', 's8', 's16', 's32', 's64', 'u8', 'u16', 'u32', 'u64', 'f32', 'f64', 'string'],
  ...['bytes', 'bool[]', 's8[]', 's16[]', 's32[]', 's64[]', 'u16[]', 'u32[]', 'u64[]', 'f32[]', 'f64[]'],
  ...['string[]', 'bytes[]', 'u32[][]', 'string[][][]', 'Inner', 'Inner[]', 'Inner[][]', 'All', 'All[]'],
];

/** Name of the echo function of a type. */
export function echoName(type: TypeText): string {
  return `echo_${type.replaceAll('[]', '_list')}`;
}

/** Functions that hand out results without any check: what a lying module would do. */
const RAW: readonly { name: string; arguments: TypeText[]; result: TypeText }[] = [
  { name: 'raw_string', arguments: ['s32', 's32'], result: 'string' },
  { name: 'raw_bytes', arguments: ['s32', 's32'], result: 'bytes' },
  { name: 'raw_u32_list', arguments: ['s32', 's32'], result: 'u32[]' },
  { name: 'raw_string_list', arguments: ['s32', 's32'], result: 'string[]' },
  { name: 'raw_inner', arguments: ['s32'], result: 'Inner' },
  ...['bool', 'u8', 'u16', 'u32', 's8', 's16'].map((t) => ({
    name: `raw_${t}`,
    arguments: ['s32'],
    result: t,
  })),
  { name: 'raw_u64', arguments: ['s64'], result: 'u64' },
];

const log = (kind: number, a: readonly number[], b: readonly number[]): number[] => [
  ...[...op.globalGet(GLOBAL.logEnd), ...op.i32Const(kind), ...op.i32Store(0)],
  ...[...op.globalGet(GLOBAL.logEnd), ...a, ...op.i32Store(4)],
  ...[...op.globalGet(GLOBAL.logEnd), ...b, ...op.i32Store(8)],
  ...[...op.globalGet(GLOBAL.logEnd), ...op.i32Const(12), ...op.i32Add, ...op.globalSet(GLOBAL.logEnd)],
];
const zero = op.i32Const(0);
const x = op.localGet(0);
const y = op.localGet(1);

/** The six API functions over a bump allocator of 16-byte steps, each writing the log. */
export function apiFunctions(): FunctionSource[] {
  const advance = [
    ...[...x, ...op.i32Const(15), ...op.i32Add, ...op.i32Const(-16), ...op.i32And],
    ...[
      ...op.i32Const(16),
      ...op.i32Add,
      ...op.globalGet(GLOBAL.heap),
      ...op.i32Add,
      ...op.globalSet(GLOBAL.heap),
    ],
  ];
  return [
    {
      parameters: ['i32', 'i32'],
      results: ['i32'],
      body: [...log(EVENT.allocate, x, y), ...op.globalGet(GLOBAL.heap), ...advance],
      exportAs: 'allocate',
    },
    { body: log(EVENT.release, zero, zero), exportAs: 'release_objects' },
    {
      results: ['i32'],
      body: [...log(EVENT.getResultSize, zero, zero), ...op.globalGet(GLOBAL.resultSize)],
      exportAs: 'get_result_size',
    },
    {
      results: ['i32'],
      body: [...log(EVENT.getResultPtr, zero, zero), ...op.globalGet(GLOBAL.resultPtr)],
      exportAs: 'get_result_ptr',
    },
    {
      parameters: ['i32'],
      body: [...log(EVENT.setResultSize, x, zero), ...x, ...op.globalSet(GLOBAL.resultSize)],
      exportAs: 'set_result_size',
    },
    {
      parameters: ['i32'],
      body: [...log(EVENT.setResultPtr, x, zero), ...x, ...op.globalSet(GLOBAL.resultPtr)],
      exportAs: 'set_result_ptr',
    },
  ];
}

const setResult = [...x, ...op.globalSet(GLOBAL.resultPtr), ...y, ...op.globalSet(GLOBAL.resultSize)];
const setRecordResult = [...x, ...op.globalSet(GLOBAL.resultPtr)];

function resultTypes(type: TypeText): ValueType[] {
  return isScalar(type) ? coreTypes(type) : [];
}

function echo(type: TypeText): FunctionSource {
  const parameters = coreTypes(type);
  const exportAs = echoName(type);
  if (isScalar(type)) return { parameters, results: resultTypes(type), body: x, exportAs };
  if (parameters.length === 2)
    return { parameters, body: [...log(EVENT.call, x, y), ...setResult], exportAs };
  return { parameters, body: [...log(EVENT.call, x, zero), ...setRecordResult], exportAs };
}

function raw({ name, arguments: args, result }: (typeof RAW)[number]): FunctionSource {
  const parameters = args.flatMap(coreTypes);
  if (isScalar(result)) return { parameters, results: resultTypes(result), body: x, exportAs: name };
  return { parameters, body: args.length === 2 ? setResult : setRecordResult, exportAs: name };
}

const TOOLS: readonly FunctionText[] = [
  { name: 'events', arguments: [], result: 'u32[]' },
  { name: 'dump', arguments: ['u32', 'u32'], result: 'bytes' },
  { name: 'reset', arguments: [] },
  { name: 'trap', arguments: [] },
  { name: 'grow', arguments: ['u32'], result: 'u32' },
];

function tools(): FunctionSource[] {
  const logLength = [...op.globalGet(GLOBAL.logEnd), ...op.i32Const(-LOG_BASE), ...op.i32Add];
  return [
    {
      exportAs: 'events',
      body: [
        ...[...op.i32Const(LOG_BASE), ...op.globalSet(GLOBAL.resultPtr)],
        ...[...logLength, ...op.i32Const(2), 0x76, ...op.globalSet(GLOBAL.resultSize)],
      ],
    },
    { exportAs: 'dump', parameters: ['i32', 'i32'], body: setResult },
    {
      exportAs: 'reset',
      body: [
        ...[...op.i32Const(HEAP_BASE), ...op.globalSet(GLOBAL.heap)],
        ...[...op.i32Const(LOG_BASE), ...op.globalSet(GLOBAL.logEnd)],
      ],
    },
    { exportAs: 'trap', body: op.unreachable },
    { exportAs: 'grow', parameters: ['i32'], results: ['i32'], body: [...x, ...op.memoryGrow] },
  ];
}

export const PROBE_GLOBALS = [HEAP_BASE, LOG_BASE, 0, 0];
export const PROBE_PAGES = 128;

/** A module that echoes a value of every shape, writes down every call of its API, and shows its memory. */
export function probe(options: { sdkVersion?: string; itVersion?: string } = {}): Uint8Array<ArrayBuffer> {
  const echoes = SHAPES.map((type) => ({ name: echoName(type), arguments: [type], result: type }));
  const it = interfaceSection(
    { records: INNER_RECORDS, functions: [...echoes, ...RAW, ...TOOLS] },
    options.itVersion,
  );
  return writeModule({
    functions: [...apiFunctions(), ...SHAPES.map(echo), ...RAW.map(raw), ...tools()],
    globals: PROBE_GLOBALS,
    memoryPages: PROBE_PAGES,
    customSections: marineSections(it, options.sdkVersion),
  });
}

/** A module that imports every echo of `probe` and forwards to it; `probe_events` is the log of the other one. */
export function linkedProbe(): Uint8Array<ArrayBuffer> {
  const echoes = SHAPES.map((type) => ({ name: echoName(type), arguments: [type], result: type }));
  const imported: FunctionText[] = [
    ...echoes,
    { name: 'events', arguments: [], result: 'u32[]' },
    { name: 'reset', arguments: [] },
  ];
  const forwards = echoes.map((f) => ({ ...f, name: `via_${f.name}` }));
  const it = interfaceSection({
    records: INNER_RECORDS,
    functions: [
      ...forwards,
      { name: 'probe_events', arguments: [], result: 'u32[]' },
      { name: 'probe_reset', arguments: [] },
      ...TOOLS,
    ],
    imports: [{ namespace: 'probe', functions: imported }],
  });
  const forward = (
    name: string,
    index: number,
    parameters: ValueType[],
    results: ValueType[],
  ): FunctionSource => ({
    exportAs: name,
    parameters,
    results,
    body: [...parameters.flatMap((_, i) => op.localGet(i)), ...op.call(index)],
  });
  return writeModule({
    imports: imported.map((f) => ({
      namespace: 'probe',
      name: f.name,
      parameters: f.arguments.flatMap(coreTypes),
      results: f.result === undefined ? [] : resultTypes(f.result),
    })),
    functions: [
      ...apiFunctions(),
      ...echoes.map((f, i) =>
        forward(`via_${f.name}`, i, f.arguments.flatMap(coreTypes), resultTypes(f.result)),
      ),
      forward('probe_events', echoes.length, [], []),
      forward('probe_reset', echoes.length + 1, [], []),
      ...tools(),
    ],
    globals: PROBE_GLOBALS,
    memoryPages: PROBE_PAGES,
    customSections: marineSections(it),
  });
}
