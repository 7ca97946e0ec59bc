import type { Interface } from 'node:readline/promises';
import { messageOf } from '@noctiluca/common/thrown';
import { errorCode } from '../errors.js';
import { parseLine } from './parse-line.js';
import type { ReplAnswer, ReplService } from './repl-service.js';

/** What a line of input came to. */
export type ReplOutcome =
  | { readonly line: string; readonly answer: ReplAnswer }
  | { readonly line: string; readonly error: { readonly code: string; readonly message: string } };

/**
 * Runs lines to the end of the input, or to `quit`; one that fails does not end it.
 * @param tell told of what each line came to; those that are empty come to nothing
 */
export async function runLines(
  lines: AsyncIterable<string>,
  service: ReplService,
  tell: (outcome: ReplOutcome) => void,
): Promise<void> {
  for await (const line of lines) {
    const outcome = await runLine(line, service);
    if (outcome === 'quit') return;
    if (outcome !== undefined) tell(outcome);
  }
}

async function runLine(line: string, service: ReplService): Promise<ReplOutcome | 'quit' | undefined> {
  try {
    const command = parseLine(line, service.modules);
    if (command === undefined) return undefined;
    return command.kind === 'quit' ? 'quit' : { line, answer: await service.run(command) };
  } catch (error) {
    const message = messageOf(error);
    return { line, error: { code: errorCode(error), message } };
  }
}

/** Lines that a person writes, with a prompt before each of them. */
export async function* promptedLines(reader: Interface): AsyncIterable<string> {
  reader.prompt();
  for await (const line of reader) {
    yield line;
    reader.prompt();
  }
}
