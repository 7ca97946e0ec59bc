import { describe, expect, it } from 'vitest';
import { createService } from '../../src/service/service.js';
import { PARAMETERS } from '../utils/modules.js';
import { createOracle } from '../utils/oracle.js';
import { callParametersProbe } from '../utils/small-modules.js';

const NAMESPACES = ['host', '__marine_host_api_v1', '__marine_host_api_v2', '__marine_host_api_v3'];

const CASES = [
  { id: 'every field', parameters: PARAMETERS },
  {
    id: 'empty fields',
    parameters: {
      ...PARAMETERS,
      hostId: '',
      particle: { ...PARAMETERS.particle, signature: new Uint8Array(0), token: '' },
      tetraplets: [],
    },
  },
  {
    id: 'a timestamp above 2^52',
    parameters: { ...PARAMETERS, particle: { ...PARAMETERS.particle, timestamp: 2 ** 53 - 1 } },
  },
];

describe.each(NAMESPACES)('call parameters of %s', (namespace) => {
  it.each(CASES)('lie in memory as upstream writes them: $id', async ({ parameters }) => {
    const modules = [{ config: { name: 'probe' }, wasm: callParametersProbe(namespace) }];
    const oracle = await createOracle(modules);
    const service = createService({ serviceId: 'sid', modules });
    for (const [name, args] of [
      ['place', '[]'],
      ['events', '[]'],
      ['dump', '[65536, 1024]'],
    ] as const)
      expect(service.callJson(name, args, parameters), name).toBe(oracle.callJson(name, args, parameters));
  });
});

it('call parameters of v3 lie where spec/marine-abi.md §4.2 shows them', () => {
  const wasm = callParametersProbe('__marine_host_api_v3');
  const service = createService({ serviceId: 'sid', modules: [{ config: { name: 'probe' }, wasm }] });
  const place = service.callValues('place', [], PARAMETERS);
  expect(place).toBe(0x10260);
  const hex = (at: number, length: number): string =>
    Buffer.from(service.callValues('dump', [at, length]) as Uint8Array).toString('hex');
  expect(hex(0x10260, 44)).toBe(
    'a0000100f00001000300000010010100070000003001010004000000500101000600000070010100' + '02000000',
  );
  expect(hex(0x100a0, 52)).toBe(
    '0000010003000000200001000400000055443322110000005' +
      '81b000040000100060000006000010003000000' +
      '8000010003000000',
  );
  expect(hex(0x10170, 16)).toBe('90010100010000000000000000000000');
  expect(hex(0x10230, 32)).toBe('b001010002000000d001010001000000f00101000100000010020100' + '02000000');
});
