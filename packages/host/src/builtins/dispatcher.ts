import type { Access } from '../access.js';
import { HostError } from '../errors.js';
import type { CallContext, FunctionCall, FunctionOutcome } from '../host.js';
import { NOT_DEFINED, okOutcome } from '../outcome.js';
import type { BuiltinFunction, BuiltinService } from './table.js';

/** Finds and runs built-in functions. */
export class BuiltinDispatcher {
  readonly #functions = new Map<string, Map<string, BuiltinFunction>>();
  readonly #fallbacks = new Map<string, BuiltinFunction>();
  readonly #access: Access;

  /** @throws HostError `DUPLICATE_BUILTIN` */
  constructor(services: readonly BuiltinService[], access: Access) {
    this.#access = access;
    for (const service of services) this.#add(service);
  }

  /** Look-up, then arguments, then access, then the call (spec/nox.md §3.0). Rejects with the error of any of them. */
  async call(call: FunctionCall, context: CallContext): Promise<FunctionOutcome> {
    const found =
      this.#functions.get(call.serviceId)?.get(call.functionName) ?? this.#fallbacks.get(call.serviceId);
    if (found === undefined) return NOT_DEFINED;
    const run = found.prepare(call.args);
    if (found.access === 'protected') this.#access.requireProtected(context);
    const { serviceId, functionName, tetraplets } = call;
    return okOutcome(await run({ ...context, serviceId, functionName, tetraplets }));
  }

  #add(service: BuiltinService): void {
    const functions = this.#functions.get(service.id) ?? new Map<string, BuiltinFunction>();
    this.#functions.set(service.id, functions);
    for (const [name, row] of Object.entries(service.functions)) {
      if (functions.has(name)) throw duplicate(`${service.id}.${name}`);
      functions.set(name, row);
    }
    if (service.fallback === undefined) return;
    if (this.#fallbacks.has(service.id)) throw duplicate(`${service.id}.*`);
    this.#fallbacks.set(service.id, service.fallback);
  }
}

function duplicate(key: string): HostError {
  return new HostError(
    'DUPLICATE_BUILTIN',
    `Two tables define the built-in function ${key}: rename it or leave one of the tables out`,
  );
}
