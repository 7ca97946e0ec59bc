import {
  coreTypes,
  type FunctionText,
  interfaceSection,
  isScalar,
  marineSections,
  type RecordsText,
} from './interface.js';
import { apiFunctions, PROBE_GLOBALS } from './probe.js';
import { type FunctionSource, type ImportSource, type ModuleSource, op, writeModule } from './wasm-writer.js';

export interface MarineFunction extends FunctionText {
  readonly body: readonly number[];
}

export interface MarineSource {
  readonly records?: RecordsText;
  readonly functions: readonly MarineFunction[];
  /** Core functions without an interface, e.g. `_start`. Their indices follow those of `functions`. */
  readonly coreFunctions?: readonly FunctionSource[];
  readonly hostImports?: readonly ImportSource[];
  readonly linked?: readonly { readonly namespace: string; readonly functions: readonly FunctionText[] }[];
  readonly sdkVersion?: string;
  readonly extra?: Partial<ModuleSource>;
}

/**
 * A module with the API functions of the probe. Function indices: host imports, linked imports, six API functions,
 * then `functions`. Globals 0 to 3 are the API's, see `probe.ts`.
 */
export function marineModule(source: MarineSource): Uint8Array<ArrayBuffer> {
  const linked = (source.linked ?? []).flatMap(({ namespace, functions }) =>
    functions.map((f) => ({ namespace, name: f.name, ...signature(f) })),
  );
  const it = interfaceSection({
    functions: source.functions,
    ...(source.records && { records: source.records }),
    ...(source.linked && { imports: source.linked }),
  });
  return writeModule({
    imports: [...(source.hostImports ?? []), ...linked],
    functions: [
      ...apiFunctions(),
      ...source.functions.map((f) => ({ exportAs: f.name, body: f.body, ...signature(f) })),
      ...(source.coreFunctions ?? []),
    ],
    globals: PROBE_GLOBALS,
    memoryPages: 2,
    customSections: marineSections(it, source.sdkVersion),
    ...source.extra,
  });
}

function signature(f: FunctionText): Pick<FunctionSource, 'parameters' | 'results'> {
  const results = f.result !== undefined && isScalar(f.result) ? coreTypes(f.result) : [];
  return { parameters: f.arguments.flatMap(coreTypes), results };
}

const RESULT_PTR = 2;

/** `place()` asks for the call parameters and answers where they are; `dump` and `events` show memory and log. */
export function callParametersProbe(namespace: string): Uint8Array<ArrayBuffer> {
  return marineModule({
    hostImports: [{ namespace, name: 'get_call_parameters' }],
    functions: [
      { name: 'place', arguments: [], result: 'u32', body: [...op.call(0), ...op.globalGet(RESULT_PTR)] },
      ...memoryTools(),
    ],
  });
}

/** `dump(pointer, length)` and `events()`. */
export function memoryTools(): MarineFunction[] {
  const [resultSize, logEnd, logBase] = [3, 1, 0x400];
  return [
    {
      name: 'dump',
      arguments: ['u32', 'u32'],
      result: 'bytes',
      body: [...op.localGet(0), ...op.globalSet(RESULT_PTR), ...op.localGet(1), ...op.globalSet(resultSize)],
    },
    {
      name: 'events',
      arguments: [],
      result: 'u32[]',
      body: [
        ...[...op.i32Const(logBase), ...op.globalSet(RESULT_PTR)],
        ...[...op.globalGet(logEnd), ...op.i32Const(-logBase), ...op.i32Add, ...op.i32Const(2), 0x76],
        ...op.globalSet(resultSize),
      ],
    },
  ];
}

/** `log(level, target)` logs "hi", or a byte that is not UTF-8 with `log_bad`. */
export function loggingModule(namespace: string): Uint8Array<ArrayBuffer> {
  const log = (pointer: number, length: number): number[] => [
    ...op.localGet(0),
    ...op.localGet(1),
    ...op.i32Const(pointer),
    ...op.i32Const(length),
    ...op.call(0),
  ];
  return marineModule({
    hostImports: [{ namespace, name: 'log_utf8_string', parameters: ['i32', 'i32', 'i32', 'i32'] }],
    functions: [
      { name: 'log', arguments: ['s32', 's32'], body: log(16, 2) },
      { name: 'log_bad', arguments: ['s32', 's32'], body: log(32, 1) },
      {
        name: 'log_forever',
        arguments: ['s32', 's32'],
        body: [0x03, 0x40, ...log(16, 2), 0x0c, 0x00, 0x0b],
      },
    ],
    extra: {
      data: [
        { offset: 16, bytes: new TextEncoder().encode('hi') },
        { offset: 32, bytes: Uint8Array.of(0xff) },
      ],
    },
  });
}

/** `next()` counts, `loop()` never ends, `trap()` traps, `exit(code)` calls proc_exit, `deep()` overflows the stack. */
export function counterModule(): Uint8Array<ArrayBuffer> {
  const counter = PROBE_GLOBALS.length;
  const deepIndex = 1 + 6 + 4;
  return marineModule({
    hostImports: [{ namespace: 'wasi_snapshot_preview1', name: 'proc_exit', parameters: ['i32'] }],
    functions: [
      {
        name: 'next',
        arguments: [],
        result: 'u32',
        body: [
          ...[...op.globalGet(counter), ...op.i32Const(1), ...op.i32Add, ...op.globalSet(counter)],
          ...op.globalGet(counter),
        ],
      },
      { name: 'loop', arguments: [], body: op.loopForever },
      { name: 'trap', arguments: [], body: op.unreachable },
      { name: 'exit', arguments: ['s32'], body: [...op.localGet(0), ...op.call(0)] },
      { name: 'deep', arguments: [], body: op.call(deepIndex) },
    ],
    extra: { globals: [...PROBE_GLOBALS, 0] },
  });
}
