import { randomUUID } from 'node:crypto';
import { messageOf } from '@noctiluca/common/thrown';
import type { CliContext } from '../context.js';
import { errorCode } from '../errors.js';
import { errorText, progressText } from './terminal/error-text.js';
import { screenOf } from './terminal/screen-of.js';
import { type View, viewOf } from './terminal/view.js';

/** What a command hands back: for people and for programs. */
export interface CommandResult {
  /** Printed without `--json`, laid out for where it goes; empty prints nothing. */
  readonly text: string | ((view: View) => string);
  /** Printed with `--json`; undefined prints nothing: all was printed as it came. */
  readonly json: unknown;
  /** @default 0 */
  readonly exitCode?: number;
}

/** Flags every command has. */
export interface CommonFlags {
  /** Print one JSON document on standard output. */
  readonly json: boolean;
}

type Handler<Flags extends CommonFlags, Args extends readonly unknown[]> = (
  context: CliContext,
  flags: Flags,
  ...args: Args
) => Promise<CommandResult>;

/**
 * A command function of stricli from a handler that returns its result. Results go to standard output, progress and
 * errors to standard error; with `--json` an error is the document `{"error": {"code", "message"}}` on standard output.
 */
export function printing<Flags extends CommonFlags, Args extends readonly unknown[]>(
  handler: Handler<Flags, Args>,
) {
  return async function (this: CliContext, flags: Flags, ...args: Args): Promise<void> {
    this.begun?.();
    try {
      const result = await handler(this, flags, ...args);
      print(this, flags.json ? documentOf(result) : textOf(this, result));
      this.process.exitCode = result.exitCode ?? 0;
    } catch (error) {
      printError(this, error, flags.json);
      this.process.exitCode = 1;
    }
  };
}

function documentOf({ json }: CommandResult): string {
  return json === undefined ? '' : jsonText(json);
}

/** Laid out for standard output. */
export function textOf({ process, env }: CliContext, { text }: Pick<CommandResult, 'text'>): string {
  return typeof text === 'string' ? text : text(viewOf(process.stdout, env));
}

function print(context: CliContext, text: string): void {
  if (text !== '') context.process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Indented JSON, with all digits of integers that JavaScript has no number for. */
export function jsonText(value: unknown): string {
  const mark = randomUUID();
  const text = JSON.stringify(
    value,
    (_key, item: unknown) => (typeof item === 'bigint' ? mark + item : item),
    2,
  );
  return text.replace(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
}

function printError(context: CliContext, error: unknown, json: boolean): void {
  const message = messageOf(error);
  const code = errorCode(error);
  if (json) print(context, jsonText({ error: { code, message } }));
  else screenOf(context).say(errorText(message, code, viewOf(context.process.stderr, context.env)));
  if (context.env.DEBUG && error instanceof Error) context.process.stderr.write(`${error.stack}\n`);
}

/** A line about work in progress, on standard error. */
export function progress(context: CliContext, text: string): void {
  screenOf(context).say(progressText(text, viewOf(context.process.stderr, context.env)));
}
