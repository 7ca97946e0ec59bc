/** A small assembler: just enough of the binary format to write probe modules by hand. */

export type ValueType = 'i32' | 'i64' | 'f32' | 'f64';

const VALUE_TYPES: Readonly<Record<ValueType, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c };

export interface FunctionSource {
  readonly parameters?: readonly ValueType[];
  readonly results?: readonly ValueType[];
  readonly locals?: readonly ValueType[];
  /** Instructions without the closing `end`. */
  readonly body: readonly number[];
  readonly exportAs?: string;
}

export interface ImportSource {
  readonly namespace: string;
  readonly name: string;
  readonly parameters?: readonly ValueType[];
  readonly results?: readonly ValueType[];
}

export interface ModuleSource {
  readonly imports?: readonly ImportSource[];
  readonly functions?: readonly FunctionSource[];
  /** Initial values of mutable i32 globals. */
  readonly globals?: readonly number[];
  readonly memoryPages?: number;
  readonly memoryMaximum?: number;
  /** Index of the function of the start section. */
  readonly start?: number;
  readonly data?: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
  readonly customSections?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

export function uleb(value: number): number[] {
  const bytes: number[] = [];
  do {
    const rest = Math.floor(value / 128);
    bytes.push((value % 128) | (rest > 0 ? 0x80 : 0));
    value = rest;
  } while (value > 0);
  return bytes;
}

export function sleb(value: number): number[] {
  const bytes: number[] = [];
  for (;;) {
    const byte = value & 0x7f;
    value >>= 7;
    if ((value === 0 && !(byte & 0x40)) || (value === -1 && byte & 0x40)) return [...bytes, byte];
    bytes.push(byte | 0x80);
  }
}

/** Instructions. */
export const op = {
  unreachable: [0x00],
  drop: [0x1a],
  i32Add: [0x6a],
  i32Mul: [0x6c],
  i32And: [0x71],
  loopForever: [0x03, 0x40, 0x0c, 0x00, 0x0b],
  memoryGrow: [0x40, 0x00],
  localGet: (index: number) => [0x20, ...uleb(index)],
  globalGet: (index: number) => [0x23, ...uleb(index)],
  globalSet: (index: number) => [0x24, ...uleb(index)],
  call: (index: number) => [0x10, ...uleb(index)],
  i32Const: (value: number) => [0x41, ...sleb(value)],
  i32Store: (offset = 0) => [0x36, 0x02, ...uleb(offset)],
  i32Load: (offset = 0) => [0x28, 0x02, ...uleb(offset)],
};

function vector(items: readonly (readonly number[])[]): number[] {
  return [...uleb(items.length), ...items.flat()];
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...uleb(bytes.length), ...bytes];
}

export function writeModule(source: ModuleSource): Uint8Array<ArrayBuffer> {
  const { imports = [], functions = [], globals = [], data = [] } = source;
  const types: string[] = [];
  const typeOf = ({ parameters = [], results = [] }: FunctionSource | ImportSource): number => {
    const encoded = JSON.stringify([
      0x60,
      ...vector(parameters.map((t) => [VALUE_TYPES[t]])),
      ...vector(results.map((t) => [VALUE_TYPES[t]])),
    ]);
    if (!types.includes(encoded)) types.push(encoded);
    return types.indexOf(encoded);
  };
  const importEntries = imports.map((i) => [...text(i.namespace), ...text(i.name), 0x00, ...uleb(typeOf(i))]);
  const functionEntries = functions.map((f) => uleb(typeOf(f)));
  const exports = functions.flatMap((f, i) =>
    f.exportAs === undefined ? [] : [[...text(f.exportAs), 0x00, ...uleb(imports.length + i)]],
  );
  if (source.memoryPages !== undefined) exports.push([...text('memory'), 0x02, 0x00]);
  const codes = functions.map(({ locals = [], body }) => {
    const code = [...vector(locals.map((t) => [1, VALUE_TYPES[t]])), ...body, 0x0b];
    return [...uleb(code.length), ...code];
  });
  const limits =
    source.memoryMaximum === undefined
      ? [0x00, ...uleb(source.memoryPages ?? 0)]
      : [0x01, ...uleb(source.memoryPages ?? 0), ...uleb(source.memoryMaximum)];

  const sections: [number, number[]][] = [
    [1, vector(types.map((t) => JSON.parse(t) as number[]))],
    [2, vector(importEntries)],
    [3, vector(functionEntries)],
    [5, source.memoryPages === undefined ? [0] : vector([limits])],
    [6, vector(globals.map((value) => [0x7f, 0x01, ...op.i32Const(value), 0x0b]))],
    [7, vector(exports)],
    [8, source.start === undefined ? [0] : uleb(source.start)],
    [10, vector(codes)],
    [11, vector(data.map((d) => [0, ...op.i32Const(d.offset), 0x0b, ...uleb(d.bytes.length), ...d.bytes]))],
  ];
  const bytes = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  for (const [id, content] of sections) {
    const wanted = id === 8 ? source.start !== undefined : content[0] !== 0;
    if (wanted) bytes.push(id, ...uleb(content.length), ...content);
  }
  for (const { name, bytes: content } of source.customSections ?? []) {
    const body = [...text(name), ...content];
    bytes.push(0, ...uleb(body.length), ...body);
  }
  return Uint8Array.from(bytes);
}
