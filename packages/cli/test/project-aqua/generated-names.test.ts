import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileFromPath } from '@fluencelabs/aqua-api';
import type { ServiceInterface } from '@noctiluca/marine';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checkNames } from '../../src/project/names-check.js';
import type { DealRecord, HostRecord } from '../../src/project/workers-yaml.js';
import { camelCase, typeName } from '../../src/project-aqua/names.js';
import { servicesAqua } from '../../src/project-aqua/services-aqua.js';
import { dealsAqua, hostsAqua } from '../../src/project-aqua/workers-aqua.js';

const HOST: HostRecord = {
  ...{ definition: 'bafy', relayId: 'p', timestamp: '2023-07-07T11:39:57.610Z', dummyDealId: 'd' },
  installation_spells: [{ host_id: 'p', spell_id: 's', worker_id: 'w' }],
};
const DEAL: DealRecord = {
  ...{ definition: 'bafy', timestamp: '2023-07-07T11:39:57.610Z', dealIdOriginal: '0xA', dealId: 'a' },
  ...{ chainNetworkId: 31337, matched: true },
};

/** A service's own types may be called as the modules are that Aqua says `use` of. */
const RECORDS: ServiceInterface = {
  function_signatures: [{ name: 'run', arguments: [], output_types: ['Deals'] }],
  record_types: ['Deals', 'Hosts'].map((type, id) => ({
    name: type,
    id,
    fields: [{ name: 'x', ty: 'u64' }],
  })),
};

/** Words of Aqua, names of generated types and modules, and what was seen to break. */
const AWKWARD = [
  ...[
    'func',
    'service',
    'data',
    'on',
    'if',
    'else',
    'for',
    'import',
    'use',
    'nil',
    'true',
    'false',
    'try',
    'co',
  ],
  ...[
    'par',
    'export',
    'declares',
    'aqua',
    'as',
    'alias',
    'const',
    'via',
    'new',
    'get',
    'u64',
    'string',
    'ability',
  ],
  ...[
    'deal',
    'deals',
    'Deals',
    'host',
    'hosts',
    'Hosts',
    'spellLocation',
    'services',
    'Main',
    'entry',
    'self',
  ],
  ...[
    '1st',
    '2nd',
    'my-worker',
    'myWorker',
    'my_worker',
    'MyWorker',
    'ünï n',
    '_x',
    'a.b',
    "it's",
    'a"b',
    '\\',
    '9',
  ],
];
const name = fc.oneof(
  fc.constantFrom(...AWKWARD),
  fc.stringMatching(/^[a-zA-Z][\w-]{0,12}$/),
  fc.string({ maxLength: 6 }),
);
const names = fc.uniqueArray(name, { minLength: 8, maxLength: 16 });

type Section = 'deployments' | 'hosts' | 'services';

/** The names, one after the other, that are taken beside those before. */
function accepted(section: Section, given: readonly string[]): string[] {
  const kept: string[] = [];
  for (const each of given) if (isTaken(section, [...kept, each])) kept.push(each);
  return kept;
}

function isTaken(section: Section, all: readonly string[]): boolean {
  const none = { file: 'fluence.yaml', deployments: {}, hosts: {}, services: {}, spells: {} };
  try {
    checkNames({
      ...none,
      [section]: Object.fromEntries(all.map((each) => [each, { services: [], spells: [] }])),
    });
    return true;
  } catch {
    return false;
  }
}

const TYPES = ['Value', 'Page', 'Deal', 'Host', 'BValue', 'ValueX'];
const recordName = fc.constantFrom(...TYPES);
const scalar = fc.constantFrom('u64', 'string', '[]u8');
const api: fc.Arbitrary<ServiceInterface> = fc
  .record({
    types: fc.uniqueArray(fc.record({ name: recordName, ty: scalar }), { selector: (each) => each.name }),
    functions: fc.uniqueArray(fc.constantFrom('run', 'load', 'on', 'if'), { maxLength: 3 }),
  })
  .map(({ types, functions }) => ({
    record_types: types.map((each, id) => ({
      ...{ name: each.name, id },
      // each holds the one before, as records do
      fields: [
        { name: 'x', ty: each.ty },
        ...(id === 0 ? [] : [{ name: 'y', ty: `[]${types[id - 1]!.name}` }]),
      ],
    })),
    function_signatures: functions.map((each) => ({
      ...{ name: each, arguments: [['a', 'u64'] as const] },
      output_types: types.length === 0 ? [] : [types.at(-1)!.name],
    })),
  }));

const folder = mkdtempSync(path.join(tmpdir(), 'generated-names-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the template's Aqua does with the three files, and every field and service of them besides. */
async function compileErrors(
  files: Readonly<Record<string, string>>,
  body: readonly string[],
): Promise<string[]> {
  const main = [
    ...[
      'aqua Main',
      '',
      'import "services.aqua"',
      'use "deals.aqua"',
      'use "hosts.aqua"',
      '',
      'export entry',
      '',
    ],
    ...[
      'func entry() -> []string:',
      '  found: *string',
      ...body.map((line) => `  ${line}`),
      '  <- found',
      '',
    ],
  ].join('\n');
  for (const [file, text] of Object.entries({ ...files, 'main.aqua': main }))
    writeFileSync(path.join(folder, file), text);
  const filePath = path.join(folder, 'main.aqua');
  return (await compileFromPath({ filePath, imports: {}, targetType: 'air' })).errors;
}

function uses(module: 'Deals' | 'Hosts', all: readonly string[]): string[] {
  if (all.length === 0) return [];
  const fields = all.flatMap((each) => [
    `if ${module.toLowerCase()}Got.${camelCase(each)} != nil:`,
    `  found <<- ${module.toLowerCase()}Got.${camelCase(each)}!.timestamp`,
  ]);
  return [`${module.toLowerCase()}Got <- ${module}.get()`, ...fields];
}

describe('generated Aqua', () => {
  it('compiles for all names that are accepted, deployed or not', async () => {
    const sample = fc.record({
      deployments: names,
      hosts: names,
      services: names,
      isDeployed: fc.func(fc.boolean()),
    });
    await fc.assert(
      fc.asyncProperty(sample, fc.array(api, { minLength: 16, maxLength: 16 }), async (given, apis) => {
        const hosts = accepted('hosts', given.hosts);
        const deals = accepted('deployments', given.deployments);
        const isRecord = (each: string) => TYPES.includes(typeName(each));
        const services = accepted('services', given.services).filter((each) => !isRecord(each));
        const deployed = <T>(all: readonly string[], record: T) =>
          Object.fromEntries(all.filter((each) => given.isDeployed(each)).map((each) => [each, record]));
        const interfaces = Object.fromEntries(services.map((each, i) => [each, apis[i]!]));
        const called = services.filter((_, i) => apis[i]!.function_signatures.length > 0);
        const files = {
          'hosts.aqua': hostsAqua(hosts, deployed(hosts, HOST)),
          'deals.aqua': dealsAqua(deals, deployed(deals, DEAL)),
          'services.aqua': servicesAqua(interfaces),
        };
        const calls = called.map(
          (each) => `${typeName(each)}.${interfaces[each]!.function_signatures[0]!.name}(1)`,
        );
        const errors = await compileErrors(files, [
          ...uses('Deals', deals),
          ...uses('Hosts', hosts),
          ...calls,
        ]);
        expect({ errors, files: errors.length === 0 ? {} : files }).toEqual({ errors: [], files: {} });
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('compiles while workers are still there that fluence.yaml calls something else now', async () => {
    const old = { 'my-worker': HOST, '1st': HOST, gone: HOST };
    const hosts = hostsAqua(['myWorker'], old);
    const deals = dealsAqua(['aB'], { 'a-b': DEAL, deals: DEAL, gone: DEAL });
    const files = { 'hosts.aqua': hosts, 'deals.aqua': deals, 'services.aqua': servicesAqua({ a: RECORDS }) };
    const body = [...uses('Hosts', ['myWorker', 'gone']), ...uses('Deals', ['aB', 'gone'])];
    expect(await compileErrors(files, body)).toEqual([]);
    expect(hosts).toContain('myWorker=nil');
  });
});
