import { beforeAll, describe, expect, it } from 'vitest';
import { createService, type MarineService } from '../../src/service/service.js';
import { PARAMETERS } from '../utils/modules.js';
import { createOracle, type Oracle, outcome } from '../utils/oracle.js';
import { probe } from '../utils/probe.js';

let oracle: Oracle;
let service: MarineService;

beforeAll(async () => {
  const modules = [{ config: { name: 'probe' }, wasm: probe() }];
  [oracle, service] = [await createOracle(modules), createService({ serviceId: 'sid', modules })];
});

const both = (name: string, args: string) => [
  outcome(() => service.callJson(name, args, PARAMETERS)),
  outcome(() => oracle.callJson(name, args)),
];

describe('results a module lies about', () => {
  it.each([
    ['raw_u32', '[-1]'],
    ['raw_u32', '[2147483647]'],
    ['raw_u64', '[-1]'],
    ['raw_u8', '[256]'],
    ['raw_u8', '[-1]'],
    ['raw_u16', '[65536]'],
    ['raw_s8', '[-129]'],
    ['raw_s8', '[128]'],
    ['raw_s16', '[32768]'],
    ['raw_bool', '[7]'],
    ['raw_bool', '[-1]'],
    ['raw_string', '[-16, 0]'],
    ['raw_bytes', '[-16, 0]'],
    ['raw_u32_list', '[-16, 0]'],
    ['raw_string', '[-16, 10]'],
    ['raw_bytes', '[-16, 10]'],
    ['raw_inner', '[-16]'],
    ['nofn', '[]'],
    ['allocate', '[1, 1]'],
  ])('%s(%s): same value or text as upstream', (name, args) => {
    const [a, b] = both(name, args);
    expect(a).toEqual(b);
  });

  it.each([
    [[0xff]],
    [[0xc3]],
    [[0x61, 0xc3, 0x28]],
    [[0xe2, 0x82]],
    [[0xed, 0xa0, 0x80]],
    [[0xf4, 0x90, 0x80, 0x80]],
  ])('bytes %j are refused as a string in the words of upstream', (bytes) => {
    for (const run of [
      (name: string, args: string) => service.callJson(name, args, PARAMETERS),
      (name: string, args: string) => oracle.callJson(name, args),
    ]) {
      run('reset', '[]');
      run('echo_bytes', JSON.stringify([bytes]));
    }
    const [a, b] = both('raw_string', `[65536, ${bytes.length}]`);
    expect(a).toEqual(b);
    expect(a).toHaveProperty('error');
  });

  it('a trap begins like upstream, the engine has the last word', () => {
    const [a, b] = both('trap', '[]') as { error: string }[];
    const prefix =
      /^engine error: Execution error: `call-core \d+` failed while calling the local or import function `trap`: /;
    expect(prefix.exec(a!.error)?.[0]).toBe(prefix.exec(b!.error)?.[0]);
  });
});
