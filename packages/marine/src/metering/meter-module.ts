import { isMarineError } from '../errors.js';
import { ByteReader } from '../wasm/byte-reader.js';
import { readLayout } from '../wasm/read-layout.js';
import { UnknownInstruction } from './instructions.js';
import { sleb, uleb } from './leb.js';
import { type MeterIndices, rewriteBody } from './rewrite-body.js';

/** Exports that the metering adds. */
export const METER_EXPORT = {
  HOST: 'noctiluca:host',
  MEMORY: 'noctiluca:memory',
  START: 'noctiluca:start',
} as const;

/** Places in the table `METER_EXPORT.HOST`. */
export const HOST_SLOT = { REFILL: 0, ADMIT_PAGES: 1, ADMIT_ELEMENTS: 2 } as const;

/** Instructions that run between two looks at the clock: about a millisecond. */
const QUANTUM = 1_000_000;
/** Bulk instructions are charged one unit for this many bytes, as a power of two. */
const BULK_SHIFT = 4;

const [TYPE, FUNCTION, TABLE, MEMORY, GLOBAL, EXPORT, START, CODE] = [1, 3, 4, 5, 6, 7, 8, 10];
/** Order of sections, the data count (12) before the code. */
const ORDER = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];
const HEADER_BYTES = 8;
const [I32, FUNCREF] = [0x7f, 0x70];

interface Section {
  readonly id: number;
  readonly content: Uint8Array;
}

/**
 * Writes a counter into a module: charged at function entries and loop heads, it calls the host when it is used up, so
 * that the host can end code that does not end by itself. Everything is added at the end of its index space, so nothing
 * of the module is renumbered. A start section becomes an export, to be called once the host's functions are in place.
 * @returns `undefined` for bytes that are no valid module, or one with instructions or sections that are not known here
 */
export function meterModule(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  // Code that names what only the rewriting brings into being would become valid, and free to refill itself.
  if (!WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>)) return undefined;
  try {
    return rewrite(bytes);
  } catch (error) {
    if (error instanceof UnknownInstruction || isMarineError(error, 'WASM_MALFORMED')) return undefined;
    throw error;
  }
}

function rewrite(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { imports, exports } = readLayout(bytes);
  if (exports.some(({ name }) => Object.values<string>(METER_EXPORT).includes(name)))
    throw new UnknownInstruction('the module has names of the metering');
  const sections = split(bytes);
  const contentOf = (id: number): Uint8Array | undefined => sections.find((s) => s.id === id)?.content;
  const counts = (id: number): number => {
    const content = contentOf(id);
    return content ? open(content).u32('count') : 0;
  };
  const imported = (kind: string): number => imports.filter((i) => i.kind === kind).length;
  if (imported('memory') > 0 || counts(MEMORY) > 1)
    throw new UnknownInstruction('imported or several memories');

  const types = counts(TYPE);
  const functions = imported('function') + counts(FUNCTION);
  const table = imported('table') + counts(TABLE);
  const meter: MeterIndices = {
    fuelGlobal: imported('global') + counts(GLOBAL),
    refill: functions,
    charge: functions + 1,
    admitPages: functions + 2,
    admitElements: functions + 3,
  };
  const [nothing, i32ToI32] = [types, types + 1];
  const startSection = contentOf(START);
  const added = exportEntries(table, counts(MEMORY) > 0, startSection && open(startSection).u32('start'));
  const replaced = new Map<number, Uint8Array>([
    [
      TYPE,
      append(contentOf(TYPE), [
        [0x60, 0, 0],
        [0x60, 1, I32, 1, I32],
      ]),
    ],
    [FUNCTION, append(contentOf(FUNCTION), [uleb(nothing), uleb(i32ToI32), uleb(i32ToI32), uleb(i32ToI32)])],
    [TABLE, append(contentOf(TABLE), [[FUNCREF, 1, 3, 3]])],
    [GLOBAL, append(contentOf(GLOBAL), [[I32, 1, 0x41, ...sleb(QUANTUM), 0x0b]])],
    [EXPORT, append(contentOf(EXPORT), added)],
    [CODE, rewriteCode(contentOf(CODE), meter, { table, nothing, i32ToI32 })],
  ]);
  return assemble(bytes, sections, replaced);
}

function exportEntries(table: number, memory: boolean, start: number | undefined): number[][] {
  const entry = (name: string, kind: number, index: number): number[] => {
    const text = new TextEncoder().encode(name);
    return [...uleb(text.length), ...text, kind, ...uleb(index)];
  };
  return [
    entry(METER_EXPORT.HOST, 1, table),
    ...(memory ? [entry(METER_EXPORT.MEMORY, 2, 0)] : []),
    ...(start === undefined ? [] : [entry(METER_EXPORT.START, 0, start)]),
  ];
}

function rewriteCode(
  content: Uint8Array | undefined,
  meter: MeterIndices,
  { table, nothing, i32ToI32 }: { table: number; nothing: number; i32ToI32: number },
): Uint8Array {
  const reader = content && open(content);
  const count = reader?.count('functions') ?? 0;
  const pieces: Uint8Array[] = [];
  const add = (...body: Uint8Array[]): void => {
    const length = body.reduce((sum, piece) => sum + piece.length, 0);
    pieces.push(Uint8Array.from(uleb(length)), ...body);
  };
  for (let i = 0; i < count; i++) add(...rewriteBody(reader!.take(reader!.u32('length'), 'function'), meter));
  const host = (slot: number, type: number): number[] => [0x41, slot, 0x11, ...uleb(type), ...uleb(table)];
  const fuel = uleb(meter.fuelGlobal);
  const own = [
    [...host(HOST_SLOT.REFILL, nothing), 0x41, ...sleb(QUANTUM), 0x24, ...fuel],
    [
      ...[0x23, ...fuel, 0x20, 0, 0x41, BULK_SHIFT, 0x76, 0x6b, 0x24, ...fuel],
      ...[0x23, ...fuel, 0x41, 0, 0x48, 0x04, 0x40, 0x10, ...uleb(meter.refill), 0x0b, 0x20, 0],
    ],
    [0x20, 0, ...host(HOST_SLOT.ADMIT_PAGES, i32ToI32)],
    [0x20, 0, ...host(HOST_SLOT.ADMIT_ELEMENTS, i32ToI32)],
  ];
  for (const code of own) add(Uint8Array.from([0, ...code, 0x0b]));
  return concat([Uint8Array.from(uleb(count + own.length)), ...pieces]);
}

function split(bytes: Uint8Array): Section[] {
  const reader = open(bytes);
  reader.skip(HEADER_BYTES, 'header');
  const sections: Section[] = [];
  while (reader.remaining > 0) {
    const id = reader.u8('section');
    if (id !== 0 && !ORDER.includes(id)) throw new UnknownInstruction(`section ${id}`);
    sections.push({ id, content: reader.take(reader.u32('length'), 'section') });
  }
  return sections;
}

/** A vector section with more entries. */
function append(content: Uint8Array | undefined, entries: readonly (readonly number[])[]): Uint8Array {
  const reader = content && open(content);
  const count = reader?.u32('count') ?? 0;
  const rest = reader?.take(reader.remaining, 'entries') ?? new Uint8Array(0);
  return concat([Uint8Array.from(uleb(count + entries.length)), rest, Uint8Array.from(entries.flat())]);
}

/** Sections in their order, new ones where they belong; custom sections stay where they are. */
function assemble(
  bytes: Uint8Array,
  sections: readonly Section[],
  replaced: ReadonlyMap<number, Uint8Array>,
): Uint8Array<ArrayBuffer> {
  const pieces = [bytes.subarray(0, HEADER_BYTES)];
  const waiting = [...replaced].sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  const put = (id: number, content: Uint8Array): void => {
    pieces.push(Uint8Array.from([id, ...uleb(content.length)]), content);
  };
  for (const { id, content } of sections) {
    const place = ORDER.indexOf(id);
    while (id !== 0 && waiting.length > 0 && ORDER.indexOf(waiting[0]![0]) <= place) put(...waiting.shift()!);
    if (id !== START && !replaced.has(id)) put(id, content);
  }
  for (const [id, content] of waiting) put(id, content);
  return concat(pieces);
}

function open(bytes: Uint8Array): ByteReader {
  return new ByteReader(bytes, 'WASM_MALFORMED', 'module');
}

function concat(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
