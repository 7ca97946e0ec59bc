import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';

const DOCUMENTED: Record<string, string> = {
  createResource: '(label: string) -> ?string, []string',
  registerProvider: '(resource_id: string, value: string, service_id: ?string) -> bool, []string',
  createResourceAndRegisterProvider:
    '(label: string, value: string, service_id: ?string) -> ?string, []string',
  registerNodeProvider:
    '(provider_node_id: string, resource_id: string, value: string, service_id: ?string) -> bool, []string',
  createResourceAndRegisterNodeProvider:
    '(provider_node_id: string, label: string, value: string, service_id: ?string) -> ?string, []string',
  resolveProviders: '(resource_id: string, ack: i16) -> []Record, []string',
  removeNodeFromProviders: '(provider_node_id: string, resource_id: string) -> bool, []string',
};

const OF_0_9: Record<string, string> = {
  getResource: '(resource_id: string) -> ?Key, []string',
  getResourceId: '(label: string, peer_id: string) -> string',
  registerService:
    '(resource_id: string, value: string, peer_id: string, service_id: ?string) -> bool, []string',
  unregisterService: '(resource_id: string, peer_id: string) -> bool, []string',
  resolveResource: '(resource_id: string, ack: i16) -> ?[]Record of 0.9, []string',
};

interface AquaType {
  readonly tag: string;
  readonly name?: string;
  readonly type?: AquaType;
  readonly fields?: Readonly<Record<string, AquaType>>;
  readonly items?: readonly AquaType[];
}

function typeText({ tag, name, type, fields = {}, items = [] }: AquaType): string {
  if (name === 'Record' && 'metadata' in fields) return 'Record of 0.9';
  if (tag === 'scalar' || tag === 'struct') return name ?? '';
  if (tag === 'array') return `[]${typeText(type!)}`;
  if (tag === 'option') return `?${typeText(type!)}`;
  if (tag === 'unlabeledProduct') return items.map(typeText).join(', ');
  return Object.entries(fields)
    .map(([field, of]) => `${field}: ${typeText(of)}`)
    .join(', ');
}

async function signatures(file: string, names: readonly string[]): Promise<Record<string, string>> {
  const { functions } = await compile(
    `aqua Test\n\nimport "@fluencelabs/registry/${file}"\n\nexport ${names.join(', ')}\n`,
  );
  return Object.fromEntries(
    Object.entries(functions).map(([name, { funcDef }]) => {
      const { domain, codomain } = funcDef.arrow as unknown as { domain: AquaType; codomain: AquaType };
      return [name, `(${typeText(domain)}) -> ${typeText(codomain)}`];
    }),
  );
}

describe('resources-api.aqua', () => {
  it('has the functions of the documentation of 2022 and of registry 0.9, arguments and results in their order', async () => {
    const expected = { ...DOCUMENTED, ...OF_0_9 };
    expect(await signatures('resources-api.aqua', Object.keys(expected))).toEqual(expected);
  });

  it('has the records of the documentation, field by field', async () => {
    const { functions } = await compile(
      [
        'aqua Test',
        'import "@fluencelabs/registry/resources-api.aqua"',
        'export key, record',
        'func key(k: Key) -> string:\n    <- k.id\n',
        'func record(r: Record) -> string:\n    <- r.key_id\n',
      ].join('\n\n'),
    );
    const fields = (name: string) => {
      const { domain } = functions[name]!.funcDef.arrow as unknown as { domain: AquaType };
      const [record] = Object.values(domain.fields!);
      return Object.fromEntries(Object.entries(record!.fields!).map(([field, of]) => [field, typeText(of)]));
    };
    expect(fields('key')).toEqual({
      id: 'string',
      label: 'string',
      owner_peer_id: 'string',
      timestamp_created: 'u64',
      challenge: '[]u8',
      challenge_type: 'string',
      signature: '[]u8',
    });
    expect(fields('record')).toEqual({
      key_id: 'string',
      value: 'string',
      peer_id: 'string',
      set_by: 'string',
      relay_id: '[]string',
      service_id: '[]string',
      timestamp_created: 'u64',
      solution: '[]u8',
      signature: '[]u8',
    });
  });

  it.each([
    ['createResource', 'document-create-resource.aqua'],
    ['executeOnProviders', 'document-execute-on-providers.aqua'],
    ['resolveProviders and a loop', 'document-passing-data.aqua'],
    ['a directory of records', 'document-record-directory.aqua'],
  ])("compiles the documentation's example of %s", async (_, file) => {
    const { functions } = await compile(readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8'));
    expect(Object.keys(functions)).toHaveLength(1);
  });
});

describe('registry-api.aqua', () => {
  it('has records by the name they have in registry 0.9', async () => {
    expect(await signatures('registry-api.aqua', ['resolveResource'])).toEqual({
      resolveResource: '(resource_id: string, ack: i16) -> ?[]Record of 0.9, []string',
    });
  });

  it('calls a function with the records of 0.9', async () => {
    const code = [
      'aqua Test',
      'import "@fluencelabs/registry/registry-api.aqua"',
      'export everyone',
      'service Api("api"):\n    call(value: string)\n',
      'func one(r: Record):\n    Api.call(r.metadata.value)\n',
      'func everyone(id: string) -> bool, *Error:\n    done, error <- executeOnResource(id, 1, one)\n    <- done, error\n',
    ];
    const { functions } = await compile(code.join('\n\n'));
    expect(functions.everyone!.script).toContain('"api" "call"');
  });
});
