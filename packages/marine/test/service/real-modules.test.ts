import { describe, expect, it } from 'vitest';
import type { ModuleLog } from '../../src/module-config.js';
import { createService } from '../../src/service/service.js';
import { avm, fixture, PARAMETERS } from '../utils/modules.js';

const item = { name: 'a', size: 3, tags: ['p', 'q'], body: [1, 2], ok: true, ratio: 1.5 };

function greeting(logs: ModuleLog[] = []) {
  return createService(
    {
      serviceId: 'svc-1',
      modules: [
        { config: { name: 'effector' }, wasm: fixture('effector') },
        { config: { name: 'greeting', envs: { WASM_LOG: 'info' } }, wasm: fixture('greeting') },
      ],
    },
    { log: (line) => logs.push(line) },
  );
}

describe('modules built with the SDK', () => {
  it('pass strings, records and arrays of records both ways', () => {
    const service = greeting();
    expect(service.call('greeting', ['Мир'])).toBe('Hi, Мир');
    expect(service.call('greeting', [''])).toBe('Hi, ');
    expect(service.callJson('make_item', '["x", 9223372036854775807]')).toBe(
      '{"name":"x","size":9223372036854775807,"tags":["x","t"],"body":[120],"ok":true,"ratio":0.5}',
    );
    expect(service.call('double_items', [[item]])).toEqual([
      { ...item, size: 6, ok: false, tags: ['q', 'p'] },
    ]);
    expect(service.call('double_items', [[]])).toEqual([]);
  });

  it('call functions of modules linked before them', () => {
    const service = greeting();
    expect(service.call('shout', ['straße'])).toBe('STRASSE');
    expect(service.call('total', [[item, { ...item, size: 4 }]])).toBe(7);
  });

  it('see the call parameters and write log lines', () => {
    const logs: ModuleLog[] = [];
    const service = greeting(logs);
    expect(service.call('who_calls', [], PARAMETERS)).toBe(`init|pid|sid|${0x1122334455}|2`);
    service.call('greeting', ['Bob']);
    expect(logs).toEqual([
      { serviceId: 'svc-1', module: 'greeting', level: 3, target: 0, message: 'greeting called for Bob' },
    ]);
  });

  it('take and give values without JSON: bytes, bigints, objects', () => {
    const service = greeting();
    const made = {
      name: 'x',
      size: 2n ** 63n - 1n,
      tags: ['x', 't'],
      body: Uint8Array.of(120),
      ok: true,
      ratio: 0.5,
    };
    expect(service.callValues('make_item', ['x', 2n ** 63n - 1n])).toEqual(made);
    const [doubled] = service.callValues('double_items', [[{ ...made, size: 4n }]]) as { size: bigint }[];
    expect(doubled?.size).toBe(8n);
  });

  it('keep their memory flat over many calls', () => {
    const service = greeting();
    for (let i = 0; i < 500; i++) service.call('total', [[item]]);
    const before = service.memory();
    for (let i = 0; i < 20_000; i++) service.call('total', [[item]]);
    expect(service.memory()).toEqual(before);
  });

  it('find no files', () => {
    expect(greeting().call('write_then_read', ['f', 't'])).toContain('write error');
  });
});

it('AquaVM loads and parses a script', () => {
  const service = createService({
    serviceId: 'avm',
    modules: [{ config: { name: 'avm', envs: { WASM_LOG: 'off' } }, wasm: avm() }],
  });
  expect(service.callValues('ast', ['(null)'])).toBe('{"Null":null}');
});
