import type { Access } from '../access/access.js';
import { HostError } from '../errors.js';
import type { CallContext, FunctionCall, FunctionKind } from '../host.js';
import type { BuiltinFunction, BuiltinResult, BuiltinService } from './table.js';

/** A row of a table, and whose table it is. */
export interface FoundBuiltin {
  readonly row: BuiltinFunction;
  /** Undefined: the user's. */
  readonly functionKind: FunctionKind | undefined;
}

/** Finds and runs built-in functions. */
export class BuiltinDispatcher {
  readonly #functions = new Map<string, Map<string, FoundBuiltin>>();
  readonly #fallbacks = new Map<string, FoundBuiltin>();
  readonly #access: Access;

  readonly #tables: BuiltinService[] = [];

  constructor({ access }: { readonly access: Access }) {
    this.#access = access;
  }

  /** In the order they were added. */
  get tables(): readonly BuiltinService[] {
    return this.#tables;
  }

  /** @param functionKind undefined for a table of the user @throws HostError `DUPLICATE_BUILTIN` */
  add(table: BuiltinService, functionKind: FunctionKind | undefined): void {
    this.#tables.push(table);
    const { id, functions: rows, fallback } = table;
    const functions = this.#functions.get(id) ?? new Map<string, FoundBuiltin>();
    this.#functions.set(id, functions);
    for (const [name, row] of Object.entries(rows)) {
      if (functions.has(name)) throw duplicate(`${id}.${name}`);
      functions.set(name, { row, functionKind });
    }
    if (fallback === undefined) return;
    if (this.#fallbacks.has(id)) throw duplicate(`${id}.*`);
    this.#fallbacks.set(id, { row: fallback, functionKind });
  }

  find({ serviceId, functionName }: FunctionCall): FoundBuiltin | undefined {
    return this.#functions.get(serviceId)?.get(functionName) ?? this.#fallbacks.get(serviceId);
  }

  /** Arguments, then access, then the call (spec/nox.md §3.0). Rejects with the error of any of them. */
  async call(row: BuiltinFunction, call: FunctionCall, context: CallContext): Promise<BuiltinResult> {
    const run = row.prepare(call.args);
    if (row.access === 'protected') this.#access.requireProtected(context);
    const { serviceId, functionName, tetraplets } = call;
    const { particle, scope, currentPeerId } = context;
    return run({
      particle,
      scope,
      currentPeerId,
      // Spreading the context would ask for its signal, which costs something and which few functions use.
      get signal() {
        return context.signal;
      },
      serviceId,
      functionName,
      tetraplets,
    });
  }
}

function duplicate(key: string): HostError {
  return new HostError(
    'DUPLICATE_BUILTIN',
    `Two tables define the built-in function ${key}: rename it or leave one of the tables out`,
  );
}
