import type { ServiceInterface } from '@noctiluca/marine';
import { typeName } from './names.js';

const HEADER = 'aqua Services declares *';
/** Upstream's distance between services, and between the paragraphs of one. */
const BETWEEN_SERVICES = '\n\n\n';
const BETWEEN_PARAGRAPHS = '\n\n';
/** As Marine's own tool prints declarations. */
const INDENT = '  ';

/**
 * `services.aqua`: the records and functions of each service, under its name in fluence.yaml (spec/fluence-cli.md §2.6).
 * A record that several services have alike is declared once.
 */
export function servicesAqua(interfaces: Readonly<Record<string, ServiceInterface>>): string {
  const declared = new Set<string>();
  const services = Object.entries(interfaces).map(([name, api]) => {
    const fresh = paragraphs(name, api).filter((paragraph) => !declared.has(paragraph));
    for (const paragraph of fresh) declared.add(paragraph);
    return fresh.join(BETWEEN_PARAGRAPHS);
  });
  return `${[HEADER, ...services].join(BETWEEN_SERVICES)}\n`;
}

function paragraphs(alias: string, { record_types, function_signatures }: ServiceInterface): string[] {
  const records = record_types.map(({ name, fields }) =>
    [`data ${name}:`, ...fields.map((field) => `${INDENT}${field.name}: ${field.ty}`)].join('\n'),
  );
  const functions = [...function_signatures]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, arguments: args, output_types: [output] }) => {
      const list = args.map(([argument, type]) => `${argument}: ${type}`).join(', ');
      return `${INDENT}${name}(${list})${output === undefined ? '' : ` -> ${output}`}`;
    });
  return [...records, [`service ${typeName(alias)}("${alias}"):`, ...functions].join('\n')];
}
