import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFromString } from '@fluencelabs/aqua-api';
import { generateInterfaceTypes, type ItSection, type ItType, readSections } from '@noctiluca/marine-tools';
import { describe, expect, it } from 'vitest';

const aqua = fileURLToPath(new URL('../../aqua', import.meta.url));
const services = readdirSync(join(aqua, 'services')).map((file) => file.replace(/\.aqua$/, ''));
const serviceOf = (file: string) =>
  /^service (\w+)/m.exec(readFileSync(join(aqua, 'services', `${file}.aqua`)).toString())?.[1] ?? '';

/** The module in the service's own folder, whatever it is called. */
function facade(name: string): Uint8Array {
  const folder = join(aqua, '../services', name);
  const module = /^name: (\S+)$/m.exec(readFileSync(join(folder, 'module.yaml')).toString())?.[1];
  return readFileSync(join(folder, `${module}.wasm`));
}

/** Type names of Aqua, records spelt out, from the module's own interface. */
function typeText(type: ItType, types: ItSection['types']): string {
  if (type.kind === 'array') return `[]${typeText(type.element, types)}`;
  if (type.kind === 'bytes') return '[]u8';
  if (type.kind !== 'record') return type.kind.replace(/^s(?=\d)/, 'i');
  const record = types[type.typeIndex];
  if (record?.kind !== 'record') throw new Error(`no record ${type.typeIndex}`);
  return `${record.name}{${record.fields.map((field) => `${field.name}:${typeText(field.type, types)}`).sort()}}`;
}

function interfaceOfModule(wasm: Uint8Array): Record<string, string> {
  const { exports, types } = generateInterfaceTypes(readSections(wasm));
  const api = 6;
  return Object.fromEntries(
    exports.slice(api).map(({ name, type }) => {
      const definition = types[type];
      if (definition?.kind !== 'function') throw new Error(`${name} is no function`);
      const args = definition.args.map((arg) => `${arg.name}:${typeText(arg.type, types)}`);
      return [name, `(${args})->${definition.results.map((result) => typeText(result, types))}`];
    }),
  );
}

interface AquaType {
  tag: string;
  name?: string;
  type?: AquaType;
  fields?: Record<string, AquaType>;
  items?: AquaType[];
  domain?: AquaType;
  codomain?: AquaType;
}

function aquaText(type: AquaType): string {
  switch (type.tag) {
    case 'scalar':
      return type.name ?? '';
    case 'array':
      return `[]${aquaText(type.type ?? { tag: 'nil' })}`;
    case 'struct':
      return `${type.name}{${Object.entries(type.fields ?? {})
        .map(([name, field]) => `${name}:${aquaText(field)}`)
        .sort()}}`;
    case 'labeledProduct':
      return Object.entries(type.fields ?? {})
        .map(([name, field]) => `${name}:${aquaText(field)}`)
        .join(',');
    case 'unlabeledProduct':
      return (type.items ?? []).map(aquaText).join(',');
    case 'nil':
      return '';
    default:
      throw new Error(`unknown type ${type.tag}`);
  }
}

describe.each(services)('aqua/services/%s.aqua', (name) => {
  it('declares exactly what the built module exports', async () => {
    const service = serviceOf(name);
    const code = `aqua Probe\nimport ${service} from "services/${name}.aqua"\nexport ${service}\n`;
    const { services: compiled, errors } = await compileFromString({ code, imports: [aqua] });
    expect(errors).toEqual([]);
    // the compiler is Scala: its own fields carry the name of their class
    const text = JSON.stringify(compiled[service]?.functions).replaceAll(/"Laqua_js_\w+?__f_(\w+)"/g, '"$1"');
    const functions: AquaType = JSON.parse(text);
    const declared = Object.entries(functions.fields ?? {}).map(([fn, { domain, codomain }]) => [
      fn,
      `(${domain ? aquaText(domain) : ''})->${codomain ? aquaText(codomain) : ''}`,
    ]);
    expect(Object.fromEntries(declared)).toEqual(interfaceOfModule(facade(name)));
  });
});
