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
  const dumps: [at: number, bytes: string][] = [
    [
      0x10260,
      'a0000100 f0000100 03000000 10010100 07000000 30010100 04000000 50010100 06000000 70010100 02000000',
    ],
    [0x100a0, '00000100 03000000 20000100 04000000 5544332211000000 581b0000 40000100 06000000'],
    [0x100c4, '60000100 03000000 80000100 03000000'],
    [0x10170, '90010100 01000000 00000000 00000000'],
    [0x10190, '30020100'],
    [0x10230, 'b0010100 02000000 d0010100 01000000 f0010100 01000000 10020100 02000000'],
  ];
  for (const [at, bytes] of dumps) {
    const expected = bytes.replaceAll(' ', '');
    expect(hex(at, expected.length / 2), at.toString(16)).toBe(expected);
  }
});
