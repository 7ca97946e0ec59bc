import { CodedError } from '@noctiluca/common/coded-error';

/** What went wrong, stable across releases. */
export type SpellErrorCode =
  /** The trigger config, the data or an alias breaks a rule. */
  | 'INVALID'
  /** The caller may not do this (spec/nox.md §3.10, §5.6). */
  | 'FORBIDDEN'
  /** There is no such spell, key or function. */
  | 'NOT_FOUND'
  /** A bound was reached (docs/limits.md). */
  | 'LIMIT'
  /** The particle is not one of the spell it names. */
  | 'NOT_THE_SPELL'
  /** The key of the worker a spell is on cannot be read. */
  | 'NO_KEY'
  /** Asked for before `start` or after `stop`. */
  | 'NOT_RUNNING';

/** Every failure of this package. `message` is what a particle receives; before that of a `ConvertedSpellError` comes `Error: `. */
export class SpellError extends CodedError<SpellErrorCode> {
  override readonly name = 'SpellError';
}

/** What upstream converts from types of its own, its service of spells included (spec/nox.md §2.8). */
export class ConvertedSpellError extends SpellError {
  readonly isConverted = true;
}
