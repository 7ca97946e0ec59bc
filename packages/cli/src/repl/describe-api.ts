import type { ServiceInterface } from '@noctiluca/marine';

/** What a service exports, in words of Aqua. */
export function describeApi({ record_types, function_signatures }: ServiceInterface): string {
  const records = record_types.map(({ name, fields }) =>
    [`data ${name}:`, ...fields.map((field) => `    ${field.name}: ${field.ty}`)].join('\n'),
  );
  const functions = function_signatures.map(({ name, arguments: args, output_types: [output] }) => {
    const list = args.map(([argument, type]) => `${argument}: ${type}`).join(', ');
    return `${name}(${list})${output === undefined ? '' : ` -> ${output}`}`;
  });
  return [...records, functions.join('\n') || 'It exports nothing'].join('\n\n');
}
