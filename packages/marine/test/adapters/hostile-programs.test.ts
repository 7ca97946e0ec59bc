import { encodeInterfaceTypes, type ItSection } from '@noctiluca/marine-tools';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emitModule } from '../../src/adapters/emit-module.js';
import { isMarineError } from '../../src/errors.js';
import { compileModuleSync } from '../../src/module/marine-module.js';
import { createService } from '../../src/service/service.js';
import { interfaceSection, marineSections } from '../utils/interface.js';
import { apiFunctions, echoName, INNER_RECORDS, PROBE_GLOBALS, probe, SHAPES } from '../utils/probe.js';
import { marineModule } from '../utils/small-modules.js';
import { op, writeModule } from '../utils/wasm-writer.js';

const NASTY = [
  '"});globalThis.pwned=1;({"',
  "'+(globalThis.pwned=1)+'",
  ['`$', '{globalThis.pwned=1}`'].join(''),
  '__proto__',
  'constructor',
  '*/globalThis.pwned=1/*',
  '\u2028globalThis.pwned=1\u2029',
  '\\',
  '0',
  '',
];

describe('names out of a module', () => {
  it.each(NASTY)('%j stays a name: field, record, function', (nasty) => {
    const wasm = marineModule({
      records: { [`R${nasty}`]: { [nasty]: 'string', plain: 'u8' } },
      functions: [
        {
          name: `f${nasty}`,
          arguments: [`R${nasty}`],
          result: `R${nasty}`,
          body: [...op.localGet(0), ...op.globalSet(2)],
        },
      ],
    });
    const service = createService({ serviceId: 'sid', modules: [{ config: { name: nasty || 'm' }, wasm }] });
    const record = Object.fromEntries([
      [nasty, 'text'],
      ['plain', 7],
    ]);
    const lifted = service.callValues(`f${nasty}`, [record]) as object;
    expect(Object.getPrototypeOf(lifted)).toBe(Object.prototype);
    expect(Object.entries(lifted)).toEqual(Object.entries(record));
    expect(service.callJson(`f${nasty}`, JSON.stringify([record]))).toBe(JSON.stringify(record));
    expect(globalThis).not.toHaveProperty('pwned');
  });

  it('do not occur in the source of adapters where values are lists', () => {
    const wasm = marineModule({
      records: { Secret_record: { secret_field: 'string' } },
      functions: [{ name: 'secret_function', arguments: ['Secret_record'], body: [] }],
    });
    const { source } = emitModule(compileModuleSync(wasm).program, 'list');
    expect(source).not.toContain('ecret');
  });
});

/** Interface of a function without arguments whose adapter is this; the core function does nothing. */
function withProgram(change: (section: ItSection) => ItSection): Uint8Array<ArrayBuffer> {
  const section = interfaceSection({ functions: [{ name: 'f', arguments: [] }] });
  return writeModule({
    functions: [...apiFunctions(), { exportAs: 'f', body: [] }],
    globals: PROBE_GLOBALS,
    memoryPages: 1,
    customSections: marineSections(change(section)),
  });
}

const load = (wasm: Uint8Array<ArrayBuffer>) =>
  createService({ serviceId: 'sid', modules: [{ config: { name: 'm' }, wasm }] });

describe('programs that make no sense', () => {
  it.each([
    ['a value left over', [{ op: 'i32.push', value: 1 }], "aren't compatible"],
    ['an argument that is not there', [{ op: 'arg.get', value: 3 }], 'cannot access argument #3'],
    ['an empty stack', [{ op: 'string.size' }], 'the stack is empty'],
    [
      'a value of another kind',
      [{ op: 'i32.push', value: 1 }, { op: 'i32.from_u8' }],
      "can't be converted to u8",
    ],
    ['a function that is not there', [{ op: 'call-core', value: 99 }], 'cannot call the function #99'],
  ] as const)('fail when called: %s', (_, instructions, text) => {
    const service = load(
      withProgram((section) => ({
        ...section,
        adapters: section.adapters.map((a) => ({ ...a, instructions: [...instructions] })),
      })),
    );
    expect(() => service.call('f', [])).toThrow(text);
    expect(service.broken).toBe(false);
  });

  it.each([
    ['a type', (s: ItSection) => ({ ...s, exports: s.exports.map((e) => ({ ...e, type: e.type + 90 })) })],
    ['an adapter', (s: ItSection) => ({ ...s, adapters: [] })],
    [
      'a record',
      (s: ItSection) => ({
        ...s,
        types: s.types.map((t) =>
          t.kind === 'function' ? { ...t, results: [{ kind: 'record', typeIndex: 0 } as const] } : t,
        ),
      }),
    ],
  ])('fail when loaded: %s that is not there', (_, change) => {
    expect(() => load(withProgram(change))).toThrow(expect.objectContaining({ code: 'IT_MALFORMED' }));
  });

  it('are bounded: a short section can not ask for endless source', () => {
    const wide = { exportAs: 'wide', parameters: Array(900).fill('i32' as const), body: [] };
    const section = interfaceSection({ functions: [{ name: 'f', arguments: [] }] });
    const wasm = writeModule({
      functions: [...apiFunctions(), { exportAs: 'f', body: [] }, wide],
      globals: PROBE_GLOBALS,
      memoryPages: 1,
      customSections: marineSections({
        ...section,
        exports: [...section.exports, ...Array(5000).fill({ name: 'wide', type: 1 })],
      }),
    });
    expect(() => load(wasm)).toThrow(expect.objectContaining({ code: 'LIMIT' }));
  });
});

it('any mutation of an interface gives a service that answers, or a typed error', () => {
  const functions = SHAPES.slice(0, 30).map((type) => ({
    name: echoName(type),
    arguments: [type],
    result: type,
  }));
  const whole = encodeInterfaceTypes(interfaceSection({ records: INNER_RECORDS, functions }));
  const core = probe();
  const body = readBody(core);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...functions.map((f) => f.name)),
      (changes, name) => {
        const it = Uint8Array.from(whole);
        for (const [at, value] of changes) it[at] = value;
        try {
          load(withSections(body, it)).call(name, [[1]]);
        } catch (error) {
          if (!isMarineError(error)) throw error;
        }
      },
    ),
    { numRuns: 500 },
  );
});

/** A module without its custom sections, which the writer puts last. */
function readBody(wasm: Uint8Array): Uint8Array {
  let at = 8;
  while (at < wasm.length && wasm[at] !== 0) {
    const start = at++;
    let [length, shift] = [0, 0];
    for (let byte = 0x80; byte & 0x80; shift += 7) {
      byte = wasm[at++]!;
      length |= (byte & 0x7f) << shift;
    }
    at += length;
    if (start === at) break;
  }
  return wasm.subarray(0, at);
}

function withSections(body: Uint8Array, it: Uint8Array): Uint8Array<ArrayBuffer> {
  const sections = writeModule({ customSections: marineSections(it) }).subarray(8);
  return Uint8Array.from(Buffer.concat([body, sections]));
}
