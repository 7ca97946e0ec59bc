import { describe, expect, it } from 'vitest';
import { describeInterface } from '../../src/describe-interface.js';
import { compileModule } from '../../src/module/marine-module.js';
import { createService } from '../../src/service/service.js';
import { interfaceSection, marineSections } from '../utils/interface.js';
import { fixture } from '../utils/modules.js';
import { apiFunctions, PROBE_GLOBALS } from '../utils/probe.js';
import { loggingModule, marineModule } from '../utils/small-modules.js';
import { op, writeModule } from '../utils/wasm-writer.js';

const one = (wasm: Uint8Array<ArrayBuffer>, config = {}) =>
  createService({ serviceId: 'sid', modules: [{ config: { name: 'm', ...config }, wasm }] });

describe('starting', () => {
  /** Each mark multiplies what was there by ten and adds its number. */
  const mark = (n: number) => [
    ...[...op.globalGet(4), ...op.i32Const(10), ...op.i32Mul],
    ...[...op.i32Const(n), ...op.i32Add, ...op.globalSet(4)],
  ];

  it('runs the start section, then _initialize, then _start, once', () => {
    const wasm = marineModule({
      functions: [{ name: 'marks', arguments: [], result: 'u32', body: op.globalGet(4) }],
      coreFunctions: [
        { exportAs: '_start', body: mark(3) },
        { exportAs: '_initialize', body: mark(2) },
        { body: mark(1) },
      ],
      extra: { globals: [...PROBE_GLOBALS, 0], start: 9 },
    });
    const service = one(wasm);
    expect(service.call('marks', [])).toBe(123);
    expect(service.call('marks', [])).toBe(123);
  });

  it('fails with what the module wrote to stderr', () => {
    const wasm = marineModule({
      hostImports: [
        {
          namespace: 'wasi_snapshot_preview1',
          name: 'fd_write',
          parameters: ['i32', 'i32', 'i32', 'i32'],
          results: ['i32'],
        },
      ],
      functions: [],
      coreFunctions: [
        {
          exportAs: '_start',
          body: [
            ...[2, 16, 1, 8].flatMap((n) => op.i32Const(n)),
            ...op.call(0),
            ...op.drop,
            ...op.unreachable,
          ],
        },
      ],
      extra: {
        data: [
          { offset: 16, bytes: Uint8Array.of(32, 0, 0, 0, 5, 0, 0, 0) },
          { offset: 32, bytes: new TextEncoder().encode('panic') },
        ],
      },
    });
    expect(() => one(wasm)).toThrow("module 'm' did not start: unreachable; the module wrote: panic");
  });
});

describe('refused at load', () => {
  it.each([
    ['a mounted binary', 'host', 'curl', 'LINK'],
    ['an unknown WASI function', 'wasi_snapshot_preview1', 'fd_teleport', 'LINK'],
    ['an unknown namespace', 'env', 'f', 'LINK'],
    ['a function of another module without an interface', 'effector', 'upper', 'LINK'],
  ])('%s', (_, namespace, name, code) => {
    const wasm = marineModule({ hostImports: [{ namespace, name }], functions: [] });
    const modules = [
      { config: { name: 'effector' }, wasm: fixture('effector') },
      { config: { name: 'm' }, wasm },
    ];
    expect(() => createService({ serviceId: 'sid', modules })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(name) }),
    );
  });

  it('a logger that is switched off', () => {
    expect(() => one(loggingModule('host'), { loggerEnabled: false })).toThrow(
      expect.objectContaining({ code: 'LINK', message: expect.stringContaining('logger_enabled') }),
    );
  });

  it('call parameters for a module that can not take them', () => {
    const wasm = writeModule({
      imports: [{ namespace: 'host', name: 'get_call_parameters' }],
      memoryPages: 1,
      customSections: marineSections(Uint8Array.of(5, 6, ...new TextEncoder().encode('0.27.0'))),
    });
    expect(() => one(wasm)).toThrow('exports no allocate');
  });

  it('binaries without an absolute path, directories without one', () => {
    for (const config of [{ mappedDirs: { '/tmp': '' } }, { mountedBinaries: { ls: 'bin/ls' } }])
      expect(() => one(loggingModule('host'), config)).toThrow(expect.objectContaining({ code: 'CONFIG' }));
  });

  it('bytes that are no module', () => {
    expect(() => one(Uint8Array.of(0, 1, 2))).toThrow(expect.objectContaining({ code: 'WASM_MALFORMED' }));
    expect(() => createService({ serviceId: 'sid', modules: [] })).toThrow('has no modules');
  });
});

describe('linking by name', () => {
  it('fails the call when the types do not fit, and only then', () => {
    const f = (type: string) => [{ name: 'f', arguments: [type] }];
    const modules = [
      {
        config: { name: 'target' },
        wasm: marineModule({ functions: [{ name: 'f', arguments: ['string'], body: [] }] }),
      },
      {
        config: { name: 'caller' },
        wasm: marineModule({
          linked: [{ namespace: 'target', functions: f('u8') }],
          functions: [{ name: 'go', arguments: ['u8'], body: [...op.localGet(0), ...op.call(0)] }],
        }),
      },
    ];
    const service = createService({ serviceId: 'sid', modules });
    expect(() => service.call('go', [1])).toThrow('has other types than module caller imports it with');
  });

  it('fits records by position: names of records and fields may differ', () => {
    const target = marineModule({
      records: { There: { x: 'u8', y: 'string' } },
      functions: [
        { name: 'f', arguments: ['There'], result: 'There', body: [...op.localGet(0), ...op.globalSet(2)] },
      ],
    });
    const caller = marineModule({
      records: { Here: { a: 'u8', b: 'string' } },
      linked: [{ namespace: 'target', functions: [{ name: 'f', arguments: ['Here'], result: 'Here' }] }],
      functions: [
        { name: 'go', arguments: ['Here'], result: 'Here', body: [...op.localGet(0), ...op.call(0)] },
      ],
    });
    const modules = [
      { config: { name: 'target' }, wasm: target },
      { config: { name: 'caller' }, wasm: caller },
    ];
    const service = createService({ serviceId: 'sid', modules });
    expect(service.call('go', [{ a: 7, b: 'q' }])).toEqual({ a: 7, b: 'q' });
  });
});

it('compiled modules are taken as they are: with their interface, or only as WebAssembly', async () => {
  const compiled = await compileModule(fixture('effector'), 'effector');
  for (const wasm of [compiled, await WebAssembly.compile(fixture('effector'))]) {
    const service = createService({ serviceId: 'sid', modules: [{ config: { name: 'effector' }, wasm }] });
    expect(service.call('upper', ['abc'])).toBe('ABC');
    expect(service.call('sum_sizes', [[{ key: 'a', value: 2 }]])).toBe(2);
  }
});

describe('the interface', () => {
  it('is that of srv.get_interface: records after those they need, in the order of names', async () => {
    const module = await compileModule(
      marineModule({
        records: {
          Zed: { inner: 'Beta', list: 'Alpha[]' },
          Alpha: { b: 'bytes', f: 'f32' },
          Beta: { a: 'Alpha', n: 's64' },
          Unused: { x: 'u8' },
        },
        functions: [{ name: 'f', arguments: ['Zed', 'u64[]', 'bytes[]'], result: 'Alpha', body: [] }],
      }),
    );
    const described = describeInterface(module);
    expect(described.function_signatures).toEqual([
      {
        name: 'f',
        arguments: [
          ['a0', 'Zed'],
          ['a1', '[]u64'],
          ['a2', '[][]u8'],
        ],
        output_types: ['Alpha'],
      },
    ]);
    expect(described.record_types.map((r) => r.name)).toEqual(['Alpha', 'Beta', 'Zed']);
    expect(described.record_types[0]?.fields).toEqual([
      { name: 'b', ty: '[]u8' },
      { name: 'f', ty: 'f32' },
    ]);
    expect(described.record_types.every((r) => module.program.types[r.id]?.kind === 'record')).toBe(true);
  });

  it('survives records in a circle', async () => {
    const section = interfaceSection({
      records: { A: { x: 'u8', y: 'u8' } },
      functions: [{ name: 'f', arguments: ['A'], result: 'A' }],
    });
    const types = section.types.map((type, i) =>
      type.kind === 'record'
        ? {
            ...type,
            fields: [
              { name: 'x', type: { kind: 'u8' as const } },
              { name: 'next', type: { kind: 'record' as const, typeIndex: i } },
            ],
          }
        : type,
    );
    const wasm = writeModule({
      functions: [
        ...apiFunctions(),
        { exportAs: 'f', parameters: ['i32'], body: [...op.localGet(0), ...op.globalSet(2)] },
      ],
      globals: PROBE_GLOBALS,
      memoryPages: 1,
      data: [{ offset: 100, bytes: Uint8Array.of(1, 100, 0, 0, 0) }],
      customSections: marineSections({ ...section, types }),
    });
    const service = one(wasm);
    expect(service.interface.record_types).toHaveLength(1);
    const endless: { x: number; next?: unknown } = { x: 1 };
    endless.next = endless;
    expect(() => service.callValues('f', [endless as never])).toThrow(
      expect.objectContaining({ code: 'LIMIT' }),
    );
  });
});
