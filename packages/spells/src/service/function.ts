import { messageOf } from '@noctiluca/common/thrown';
import type { CallParameters, ItFunctionType, ItType, ItValue, JsonValue } from '@noctiluca/marine';
import type { SpellStorage } from '../storage/spell-storage.js';
import type { TriggerConfig } from '../trigger-config.js';
import type { ResultShape } from './results.js';

/** What a function works on. */
export interface SpellContext {
  readonly spellId: string;
  readonly storage: SpellStorage;
  readonly parameters: CallParameters;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** Tells that the triggers were changed, for after the transaction. */
  readonly onTriggers: (config: TriggerConfig) => void;
}

/** A function of the spell service: its signature, and what it does. Built-in values only: nothing waits. */
export interface SpellFunction {
  readonly type: ItFunctionType;
  /** Whether it changes the state, and so is a transaction. */
  readonly writes: boolean;
  /** Answers the result record. What it throws is undone and answered by `failed`. */
  run(context: SpellContext, args: readonly ItValue[]): JsonValue;
  failed(error: unknown): JsonValue;
}

interface Row<T> {
  readonly args?: Readonly<Record<string, ItType>>;
  readonly returns: ItType;
  readonly shape: ResultShape<T>;
  /** Before the text of an error. @default '' */
  readonly prefix?: string;
  /** Arguments in the order of the signature, records as lists of their fields. */
  readonly run: (context: SpellContext, args: readonly ItValue[]) => T;
}

const define =
  (writes: boolean) =>
  <T>({ args = {}, returns, shape, prefix = '', run }: Row<T>): SpellFunction => ({
    type: {
      kind: 'function',
      arguments: Object.entries(args).map(([name, type]) => ({ name, type })),
      results: [returns],
    },
    writes,
    run: (context, values) => shape.ok(run(context, values)),
    failed: (error) => shape.failed(`${prefix}${messageOf(error)}`),
  });

export const reading = define(false);
export const writing = define(true);
