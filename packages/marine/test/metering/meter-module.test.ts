import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallClock } from '../../src/limits/call-clock.js';
import { MemoryBudget } from '../../src/limits/memory-budget.js';
import { attachMeter } from '../../src/metering/meter.js';
import { METER_EXPORT, meterModule } from '../../src/metering/meter-module.js';
import { avm, fixture } from '../utils/modules.js';
import { type ModuleSource, op, uleb, writeModule } from '../utils/wasm-writer.js';

const zero = op.i32Const(0);
const v128 = [0xfd, 12, ...new Array<number>(16).fill(1)];

/** Bodies of `() -> ()`, one for each form of immediate. */
const BODIES: Record<string, number[]> = {
  'blocks with and without results': [0x02, 0x7f, ...zero, 0x0b, 0x04, 0x40, 0x01, 0x05, 0x0b],
  'a branch table': [0x02, 0x40, 0x03, 0x40, ...zero, 0x0e, 0x01, 0x01, 0x01, 0x0b, 0x0b],
  'a block typed by index': [0x02, 0x00, 0x0b],
  'a conditional branch': [0x02, 0x40, ...zero, 0x0d, 0x00, 0x0b],
  'select with a type': [...zero, ...zero, ...zero, 0x1c, 0x01, 0x7f, 0x1a],
  'loads, stores and sizes': [
    ...zero,
    ...op.i32Load(300),
    0x1a,
    ...zero,
    0x42,
    0x7f,
    0x37,
    0x03,
    0x00,
    0x3f,
    0x00,
    0x1a,
  ],
  'floats whose bytes look like code': [
    0x43, 0x0b, 0x03, 0x40, 0x0b, 0x1a, 0x44, 0x0b, 0x0b, 0x0b, 0x0b, 0x03, 0x40, 0x0b, 0x0b, 0x1a,
  ],
  'sign extension and saturating conversion': [...zero, 0xc0, 0x1a, 0x43, 0, 0, 0, 0, 0xfc, 0x00, 0x1a],
  'bulk memory': [...zero, ...zero, ...zero, 0xfc, 10, 0, 0, ...zero, ...zero, ...zero, 0xfc, 11, 0],
  'reference types': [0xd0, 0x70, 0xd1, 0x1a],
  vectors: [
    ...v128,
    ...v128,
    0xfd,
    13,
    ...new Array<number>(16).fill(3),
    0xfd,
    21,
    5,
    0x1a,
    ...zero,
    0xfd,
    0,
    4,
    0,
    0x1a,
  ],
  'a vector lane from memory': [...zero, ...v128, 0xfd, 84, 0, 0, 7, 0x1a],
  'late vector opcodes': [...v128, ...v128, 0xfd, ...uleb(0xce), 0x1a],
  'code that is not reached': [0x00, ...op.memoryGrow, 0x1a, 0xfc, 11, 0],
};

const source = (body: number[], extra: Partial<ModuleSource> = {}): Uint8Array<ArrayBuffer> =>
  writeModule({ functions: [{ body, exportAs: 'f' }], memoryPages: 1, ...extra });

function run(bytes: Uint8Array<ArrayBuffer>, deadlineMs: number, limit?: number) {
  const clock = new CallClock();
  clock.begin(deadlineMs);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {});
  const budget = new MemoryBudget(limit);
  attachMeter(exports, clock, budget);
  return { exports, clock, budget, f: exports.f as (...args: number[]) => number };
}

describe('every form of instruction', () => {
  it.each(Object.entries(BODIES))('%s: what was valid stays valid', (_, body) => {
    const plain = source(body);
    const metered = meterModule(plain);
    expect(WebAssembly.validate(plain)).toBe(metered !== undefined);
    if (metered) expect(WebAssembly.validate(metered)).toBe(true);
  });

  it('of the list above is met in valid code', () => {
    const valid = Object.values(BODIES).filter((body) => WebAssembly.validate(source(body)));
    expect(valid.length).toBe(Object.keys(BODIES).length);
  });
});

describe('a metered module', () => {
  it.each([
    ['an endless loop', op.loopForever],
    [
      'endless copies in an endless loop',
      [0x03, 0x40, ...zero, ...zero, ...op.i32Const(65536), 0xfc, 10, 0, 0, 0x0c, 0, 0x0b],
    ],
    ['a loop that grows by nothing', [0x03, 0x40, ...zero, ...op.memoryGrow, 0x1a, 0x0c, 0, 0x0b]],
  ])('%s ends at the deadline', (_, body) => {
    const { f } = run(meterModule(source(body))!, 30);
    expect(f).toThrow(expect.objectContaining({ code: 'CALL_DEADLINE' }));
  });

  it('ends recursion without loops: a tree of calls', () => {
    const body = [...op.localGet(0), 0x04, 0x40];
    for (let i = 0; i < 2; i++) body.push(...op.localGet(0), ...op.i32Const(1), 0x6b, ...op.call(0));
    const bytes = writeModule({ functions: [{ parameters: ['i32'], body: [...body, 0x0b], exportAs: 'f' }] });
    const { f } = run(meterModule(bytes)!, 30);
    expect(() => f(60)).toThrow(expect.objectContaining({ code: 'CALL_DEADLINE' }));
  });

  it('goes on after looking at the clock many times', () => {
    const body = [
      0x03,
      0x40,
      ...op.localGet(0),
      ...op.i32Const(1),
      0x6b,
      0x22,
      0x00,
      0x0d,
      0x00,
      0x0b,
      ...op.i32Const(7),
    ];
    const bytes = writeModule({
      functions: [{ parameters: ['i32'], results: ['i32'], body, exportAs: 'f' }],
    });
    const { f, clock } = run(meterModule(bytes)!, 600_000);
    let checks = 0;
    clock.onCheck = () => checks++;
    expect(f(3_000_000)).toBe(7);
    expect(checks).toBeGreaterThan(10);
  });

  it('grows to the limit of the service and not beyond', () => {
    const body = [...op.localGet(0), ...op.memoryGrow];
    const bytes = writeModule({
      functions: [{ parameters: ['i32'], results: ['i32'], body, exportAs: 'f' }],
      memoryPages: 1,
    });
    const { f, budget } = run(meterModule(bytes)!, 60_000, 4 * 65_536);
    expect([f(2), f(2), f(1), f(1), f(-1), f(0)]).toEqual([1, -1, 3, -1, -1, 4]);
    expect([budget.usedBytes, budget.refused]).toEqual([4 * 65_536, 3]);
  });

  it('runs its start section once the host is in place', () => {
    const bytes = writeModule({
      functions: [
        { body: [...op.i32Const(5), ...op.globalSet(0)] },
        { results: ['i32'], body: op.globalGet(0), exportAs: 'f' },
      ],
      globals: [0],
      start: 0,
    });
    expect(run(meterModule(bytes)!, 60_000).f()).toBe(5);
    const endless = writeModule({ functions: [{ body: op.loopForever }], start: 0 });
    expect(() => run(meterModule(endless)!, 30)).toThrow(expect.objectContaining({ code: 'CALL_DEADLINE' }));
  });

  it('cannot name the counter, the table or the functions that are added', () => {
    expect(meterModule(source([...zero, ...op.globalSet(0)]))).toBeUndefined();
    expect(meterModule(source(op.call(1)))).toBeUndefined();
    expect(meterModule(source([...zero, 0x11, 0, 0]))).toBeUndefined();
    expect(
      meterModule(writeModule({ functions: [{ body: [], exportAs: METER_EXPORT.HOST }] })),
    ).toBeUndefined();
  });

  it('is left alone when an instruction is not known', () => {
    const atomicFence = [0xfe, 0x03, 0x00];
    expect(WebAssembly.validate(source(atomicFence))).toBe(true);
    expect(meterModule(source(atomicFence))).toBeUndefined();
  });
});

describe('real modules', () => {
  it.each([
    ['effector', fixture('effector')],
    ['greeting', fixture('greeting')],
    ['avm', avm()],
  ])('%s stays valid and keeps imports, exports and custom sections', (_, bytes) => {
    const [plain, metered] = [new WebAssembly.Module(bytes), new WebAssembly.Module(meterModule(bytes)!)];
    const { imports, exports, customSections } = WebAssembly.Module;
    expect(imports(metered)).toEqual(imports(plain));
    expect(exports(metered).slice(0, exports(plain).length)).toEqual(exports(plain));
    for (const name of ['interface-types', '__fluence_sdk_version'])
      expect(customSections(metered, name)).toEqual(customSections(plain, name));
  });

  it('with bytes changed at random: valid ones are metered to valid ones, others refused, nothing thrown', () => {
    const original = fixture('effector');
    let valid = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        (changes) => {
          const bytes = original.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          const metered = meterModule(bytes);
          if (!WebAssembly.validate(bytes)) expect(metered).toBeUndefined();
          else if (metered) {
            valid++;
            expect(WebAssembly.validate(metered)).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(valid).toBeGreaterThan(10);
  });
});
