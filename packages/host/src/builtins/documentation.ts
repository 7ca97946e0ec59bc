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
}

/** Rows of the documentation, in the order of the tables. */
export function describeBuiltins(services: readonly BuiltinService[]): BuiltinDoc[] {
  return services.flatMap((service) => {
    const rows = Object.entries(service.functions).map(([name, row]) => describeRow(service.id, name, row));
    return service.fallback === undefined ? rows : [...rows, describeRow(service.id, '*', service.fallback)];
  });
}

/** A Markdown table per service id. */
export function renderBuiltins(services: readonly BuiltinService[]): string {
  return services
    .map((service) => {
      const rows = describeBuiltins([service]).map(
        (row) => `| \`${row.function}\` | \`${cell(row.signature)}\` | ${row.access} | ${cell(row.doc)} |`,
      );
      const head = ['| Function | Signature | Access | |', '|---|---|---|---|'];
      return [`## \`${service.id}\``, '', service.doc, '', ...head, ...rows, ''].join('\n');
    })
    .join('\n');
}

function describeRow(service: string, name: string, row: BuiltinFunction): BuiltinDoc {
  const signature = `(${row.parameters.map(parameterText).join(', ')}) -> ${row.returns}`;
  return { service, function: name, signature, access: row.access, doc: row.doc };
}

function parameterText({ name, type, kind }: Parameter): string {
  return kind === 'rest' ? `...${name}: ${type}` : `${name}: ${type}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
