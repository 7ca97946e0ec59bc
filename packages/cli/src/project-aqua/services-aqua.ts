import type { ServiceInterface } from '@noctiluca/marine';
import { CliError } from '../errors.js';
import { typeName } from './names.js';
import { INDENT, recordNames, records, type TypeNaming } from './record-names.js';

const HEADER = 'aqua Services declares *';
/** Upstream's distance between services, and between the paragraphs of one. */
const BETWEEN_SERVICES = '\n\n\n';
const BETWEEN_PARAGRAPHS = '\n\n';

/**
 * `services.aqua`: the records and functions of each service, under its name in fluence.yaml (spec/fluence-cli.md §2.6).
 * A record that several services have alike is declared once; one that differs from an earlier of its name has the service's
 * name before its own, for else the file would not compile.
 * @param interfaces by names that `checkNames` has passed
 * @throws CliError `PROJECT_INVALID` for a service that is called as a record is
 */
export function servicesAqua(interfaces: Readonly<Record<string, ServiceInterface>>): string {
  const services = new Map(Object.keys(interfaces).map((alias) => [typeName(alias), alias]));
  requireOwnNames(interfaces, services);
  const isService = (type: string) => services.has(type);
  const declared = new Map<string, string>();
  const texts = Object.entries(interfaces).map(([alias, api]) => {
    const name = recordNames(alias, api, declared, isService);
    const fresh = records(api, name).filter(([type]) => !declared.has(type));
    for (const [type, text] of fresh) declared.set(type, text);
    return [...fresh.map(([, text]) => text), ...service(alias, api, name)].join(BETWEEN_PARAGRAPHS);
  });
  return `${[HEADER, ...texts.filter((text) => text !== '')].join(BETWEEN_SERVICES)}\n`;
}

/** None for a module that exports nothing: Aqua has no empty service. */
function service(alias: string, { function_signatures }: ServiceInterface, type: TypeNaming): string[] {
  const functions = [...function_signatures]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, arguments: args, output_types: [output] }) => {
      const list = args.map(([argument, ty]) => `${argument}: ${type(ty)}`).join(', ');
      return `${INDENT}${name}(${list})${output === undefined ? '' : ` -> ${type(output)}`}`;
    });
  return functions.length === 0 ? [] : [[`service ${typeName(alias)}("${alias}"):`, ...functions].join('\n')];
}

function requireOwnNames(
  interfaces: Readonly<Record<string, ServiceInterface>>,
  services: ReadonlyMap<string, string>,
): void {
  for (const [owner, { record_types }] of Object.entries(interfaces)) {
    const alias = record_types.flatMap(({ name }) => services.get(name) ?? [])[0];
    if (alias === undefined) continue;
    throw new CliError(
      'PROJECT_INVALID',
      `The service "${alias}" would be ${typeName(alias)} in services.aqua, as a record of the service "${owner}" is; rename it in fluence.yaml, e.g. "${alias}Service"`,
    );
  }
}
