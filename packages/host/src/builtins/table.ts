import type { JsonValue, Tetraplet } from '@noctiluca/marine';
import type { JsonArray } from '../encoding/json.js';
import type { CallContext } from '../host.js';
import type { ArgumentList, Parameter } from './arguments.js';

/** Who may call: anyone, or only those of spec/nox.md §3.0. */
export type BuiltinAccess = 'any' | 'protected';

/** A call as a built-in sees it, besides its arguments. */
export interface BuiltinCall extends CallContext {
  readonly serviceId: string;
  readonly functionName: string;
  /** One list per argument. */
  readonly tetraplets: readonly (readonly Tetraplet[])[];
}

/** A JSON value, or undefined for a function that returns nothing. What is thrown becomes the call's error text. */
export type BuiltinResult = JsonValue | undefined;

/** A row of the table while it is written: arguments still have their type. */
export interface BuiltinRow<A> {
  /** @default 'any' */
  readonly access?: BuiltinAccess;
  /** One line. */
  readonly doc: string;
  readonly args: ArgumentList<A>;
  /** Type of the result, as the documentation shows it. */
  readonly returns: string;
  /** What else a caller should know, sentences. @default none */
  readonly notes?: string;
  /**
   * Texts of the errors it has besides those of arguments and access, with `<name>` for what differs. @default none
   */
  readonly errors?: readonly string[];
  call(args: A, call: BuiltinCall): BuiltinResult | Promise<BuiltinResult>;
}

/** A row of the table: what dispatch, access, documentation and the conformance test read. */
export interface BuiltinFunction {
  readonly access: BuiltinAccess;
  readonly doc: string;
  readonly parameters: readonly Parameter[];
  readonly returns: string;
  readonly notes: string;
  readonly errors: readonly string[];
  /** Reads the arguments, then answers what runs the call: access is checked in between. @throws HostError `BAD_ARGUMENTS` */
  prepare(args: JsonArray): (call: BuiltinCall) => BuiltinResult | Promise<BuiltinResult>;
}

/**
 * All functions under one service id: a whole service in TypeScript. State is what the functions close over; calls are
 * not serialised, and each knows its particle, its author and the tetraplets of its arguments. Scripts call it by id, on
 * the host and on every worker, before any Marine service of that name. It is no Marine service: it has no alias, and
 * `srv.list`, `srv.info` and `srv.get_interface` do not know it.
 */
export interface BuiltinService {
  readonly id: string;
  /** One line. */
  readonly doc: string;
  readonly functions: Readonly<Record<string, BuiltinFunction>>;
  /**
   * Answers every function name that `functions` lacks, for instance a look-up by key; `BuiltinCall.functionName` is the
   * name. Without it such a call goes on to a Marine service with this id, and fails when there is none.
   */
  readonly fallback?: BuiltinFunction;
}

/** Closes a row: the type of its arguments is known to `prepare` alone. */
export function builtin<A>(row: BuiltinRow<A>): BuiltinFunction {
  return {
    access: row.access ?? 'any',
    doc: row.doc,
    parameters: row.args.parameters,
    returns: row.returns,
    notes: row.notes ?? '',
    errors: row.errors ?? [],
    prepare(args) {
      const decoded = row.args.decode(args);
      return (call) => row.call(decoded, call);
    },
  };
}
