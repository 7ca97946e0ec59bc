/** A line of a source, from 1. */
export interface SourceLine {
  /** As the sources are named. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const FUNCTION = /^func\s+(\w+)/;
const COMMENT = /--.*$/;

/**
 * The lines that a call may stand on: those of its function that call what it calls, or the function's own where none does.
 * @param sources texts by file
 * @param stack Aqua functions around a call, outermost first; the last may be a service's (`Greeter.greet`)
 */
export function callLines(sources: ReadonlyMap<string, string>, stack: readonly string[]): SourceLine[] {
  const callee = stack.at(-1);
  const isOfService = callee?.includes('.') === true;
  const name = isOfService ? stack.at(-2) : callee;
  const body = name === undefined ? [] : bodyOf(sources, name);
  const calls = isOfService ? callsIn(body.slice(1), callee!) : [];
  return calls.length > 0 ? calls : body.slice(0, 1);
}

/** A function with its first line; nothing for one that several sources have, or none. */
function bodyOf(sources: ReadonlyMap<string, string>, name: string): SourceLine[] {
  const found = [...sources].flatMap(([file, text]) => {
    const lines = text.split(/\r?\n/);
    const from = lines.findIndex((line) => FUNCTION.exec(line)?.[1] === name);
    if (from < 0) return [];
    const length = lines.slice(from + 1).findIndex((line) => /^\S/.test(line));
    const to = length < 0 ? lines.length : from + 1 + length;
    return [lines.slice(from, to).map((each, i) => ({ file, line: from + i + 1, text: each.trim() }))];
  });
  return found.length === 1 ? found[0]! : [];
}

/** @param callee `Greeter.greet`; where no line has that, the service may have another name: its function has not */
function callsIn(lines: readonly SourceLine[], callee: string): SourceLine[] {
  const [service, functionName] = callee.split('.');
  const having = (start: string) => {
    const call = new RegExp(`${start}\\.${functionName}\\s*\\(`);
    return lines.filter(({ text }) => call.test(text.replace(COMMENT, '')));
  };
  const named = having(`\\b${service}`);
  return named.length > 0 ? named : having('');
}
