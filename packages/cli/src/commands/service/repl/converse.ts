import { createInterface } from 'node:readline/promises';
import { Readable, Writable } from 'node:stream';
import { JsonFloat, type JsonValue, parseJson } from '@noctiluca/marine';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, progress } from '../../../output/result.js';
import { completions } from '../../../repl/completer.js';
import { HISTORY_LINES, readHistory, writeHistory } from '../../../repl/history.js';
import { RawJson, type ReplService } from '../../../repl/repl-service.js';
import { promptedLines, type ReplOutcome, runLines } from '../../../repl/script.js';

/**
 * Runs what a person writes, or a script that is piped in, until it ends.
 * @param historyFile where a person's lines are remembered
 */
export async function converse(
  context: CliContext,
  flags: CommonFlags,
  service: ReplService,
  historyFile: string,
): Promise<CommandResult> {
  const { stdin = Readable.from([]), stdout } = context.process;
  const outcomes: ReplOutcome[] = [];
  const tell = (outcome: ReplOutcome) => {
    outcomes.push(outcome);
    if (flags.json) return;
    if ('error' in outcome) progress(context, `Error: ${outcome.error.message} [${outcome.error.code}]`);
    else if (outcome.answer.text !== '') stdout.write(`${outcome.answer.text}\n`);
  };
  const isScript = (stdin as NodeJS.ReadStream).isTTY !== true;
  if (!isScript && !flags.json)
    return { ...NOTHING, exitCode: await talk(context, service, historyFile, tell) };
  await runLines(createInterface({ input: stdin }), service, tell);
  const failed = outcomes.some((outcome) => 'error' in outcome);
  return { text: '', json: outcomes.map(plain), exitCode: failed && isScript ? 1 : 0 };
}

const NOTHING = { text: '', json: [] };
/** What shells show of a command that Ctrl-C ended. */
const INTERRUPTED = 130;

/** @returns exit code */
async function talk(
  context: CliContext,
  service: ReplService,
  historyFile: string,
  tell: (outcome: ReplOutcome) => void,
): Promise<number> {
  const { stdin: input, stdout } = context.process;
  const facade = service.modules.at(-1);
  progress(context, `Functions of ${facade}: ${service.functions.join(', ')}. "help" prints the commands.`);
  const reader = createInterface({
    ...{
      input: input!,
      output: stdout instanceof Writable ? stdout : process.stdout,
      terminal: true,
      prompt: '> ',
    },
    ...{ history: await readHistory(historyFile), historySize: HISTORY_LINES, removeHistoryDuplicates: true },
    completer: (line: string) => completions(line, service),
  });
  let lines: readonly string[] = [];
  reader.on('history', (history: readonly string[]) => {
    lines = [...history];
  });
  let exitCode = 0;
  reader.on('SIGINT', () => {
    exitCode = INTERRUPTED;
    reader.close();
  });
  await runLines(promptedLines(reader), service, tell);
  reader.close();
  if (lines.length > 0) await writeHistory(historyFile, lines);
  if (exitCode === INTERRUPTED)
    progress(context, '\nInterrupted: the service and what it had in memory are gone.');
  return exitCode;
}

function plain(outcome: ReplOutcome): unknown {
  if ('error' in outcome) return outcome;
  const { value } = outcome.answer;
  return { line: outcome.line, result: value instanceof RawJson ? numbers(parseJson(value.text)) : value };
}

/** JSON has one kind of numbers. */
function numbers(value: JsonValue): unknown {
  if (value instanceof JsonFloat) return value.value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(numbers);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, numbers(item)]));
}
