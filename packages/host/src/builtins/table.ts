import type { JsonValue, Tetraplet } from '@noctiluca/marine';
import type { CallContext } from '../host.js';
import type { JsonArray } from '../json.js';
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
  call(args: A, call: BuiltinCall): BuiltinResult | Promise<BuiltinResult>;
}

/** A row of the table: what dispatch, access, documentation and the conformance test read. */
export interface BuiltinFunction {
  readonly access: BuiltinAccess;
  readonly doc: string;
  readonly parameters: readonly Parameter[];
  readonly returns: string;
  /** Reads the arguments, then answers what runs the call: access is checked in between. @throws HostError `BAD_ARGUMENTS` */
  prepare(args: JsonArray): (call: BuiltinCall) => BuiltinResult | Promise<BuiltinResult>;
}

/** All functions under one service id. */
export interface BuiltinService {
  readonly id: string;
  /** One line. */
  readonly doc: string;
  readonly functions: Readonly<Record<string, BuiltinFunction>>;
  /** Answers every function name that `functions` lacks, for instance a look-up by key. */
  readonly fallback?: BuiltinFunction;
}

/** Closes a row: the type of its arguments is known to `prepare` alone. */
export function builtin<A>(row: BuiltinRow<A>): BuiltinFunction {
  return {
    access: row.access ?? 'any',
    doc: row.doc,
    parameters: row.args.parameters,
    returns: row.returns,
    prepare(args) {
      const decoded = row.args.decode(args);
      return (call) => row.call(decoded, call);
    },
  };
}
