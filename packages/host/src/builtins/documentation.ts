import type { Parameter } from './arguments.js';
import type { BuiltinAccess, BuiltinFunction, BuiltinService } from './table.js';

/** A built-in function as documentation lists it. */
export interface BuiltinDoc {
  readonly service: string;
  /** `*` for the fallback of a service. */
  readonly function: string;
  /** `(peer: PeerId, addresses: ?[]Multiaddr) -> bool` */
  readonly signature: string;
  readonly access: BuiltinAccess;
  readonly doc: string;
  readonly notes: string;
  /** Texts with `<name>` for what differs. */
  readonly errors: readonly string[];
}

/** Rows of the documentation, in the order of the tables. */
export function describeBuiltins(services: readonly BuiltinService[]): BuiltinDoc[] {
  return services.flatMap((service) => {
    const rows = Object.entries(service.functions).map(([name, row]) => describeRow(service.id, name, row));
    return service.fallback === undefined ? rows : [...rows, describeRow(service.id, '*', service.fallback)];
  });
}

/** Per service id a Markdown table of its functions and one of their errors. */
export function renderBuiltins(services: readonly BuiltinService[]): string {
  return services.map(renderService).join('\n');
}

function renderService(service: BuiltinService): string {
  const rows = describeBuiltins([service]);
  const functions = rows.map(
    (row) =>
      `| \`${row.function}\` | ${code(row.signature)} | ${row.access} | ${cell(`${row.doc} ${row.notes}`.trim())} |`,
  );
  const errors = rows.flatMap((row) => row.errors.map((error) => `| \`${row.function}\` | ${code(error)} |`));
  return [
    `## \`${service.id}\``,
    '',
    service.doc,
    '',
    '| Function | Signature | Access | |',
    '|---|---|---|---|',
    ...functions,
    '',
    ...(errors.length === 0 ? [] : ['| Fails | with |', '|---|---|', ...errors, '']),
  ].join('\n');
}

function describeRow(service: string, name: string, row: BuiltinFunction): BuiltinDoc {
  const signature = `(${row.parameters.map(parameterText).join(', ')}) -> ${row.returns}`;
  const { access, doc, notes, errors } = row;
  return { service, function: name, signature, access, doc, notes, errors };
}

function parameterText({ name, type, kind }: Parameter): string {
  return kind === 'rest' ? `...${name}: ${type}` : `${name}: ${type}`;
}

/** A code span, also of text with backquotes in it. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${cell(text)} \`\`` : `\`${cell(text)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
