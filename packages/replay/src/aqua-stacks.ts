import { type Instruction, readScript } from './script.js';

/** A call of a script compiled with tracing, and the Aqua functions it stands in, outermost first. */
interface TracedCall {
  readonly key: string;
  readonly stack: readonly string[];
}

const PLACE = /\("([^"]*)" "([^"]*)"\)/;
const EVENT = /\("tracingSrv" "tracingEvent"\) \["([^"]+)" (?:"(enter|exit)"|[^"\]]+)\]/;
/** What the compiler adds besides: the text of an error on its way out. */
const ERROR_TEXT = /\("op" "concat_strings"\) \["exit with error: "/;

/**
 * The Aqua functions that each call of a script came from, outermost first: AIR itself has no trace of them. The compiler's
 * tracing tells where functions begin and end; the same calls stand in both scripts in the same order.
 * @param script as it runs @param traced the same function, compiled with `tracing: true`
 * @returns by the number of the instruction; calls that tracing has no equal of are left out
 * @throws ReplayError `REPLAY_BAD_SCRIPT`
 */
export function aquaStacks(script: string, traced: string): Map<number, readonly string[]> {
  const calls = tracedCalls(readScript(traced));
  const stacks = new Map<number, readonly string[]>();
  let next = 0;
  for (const { index, kind, head } of readScript(script)) {
    if (kind !== 'call') continue;
    const at = calls.findIndex(({ key }, i) => i >= next && key === keyOf(head));
    if (at < 0) continue;
    stacks.set(index, calls[at]!.stack);
    next = at + 1;
  }
  return stacks;
}

function tracedCalls(instructions: readonly Instruction[]): TracedCall[] {
  const stack: string[] = [];
  const calls: TracedCall[] = [];
  for (const { kind, head } of instructions) {
    if (kind !== 'call' || ERROR_TEXT.test(head)) continue;
    const [event, name, what] = EVENT.exec(head) ?? [];
    if (event === undefined) calls.push({ key: keyOf(head), stack: [...stack] });
    else if (what === 'enter') stack.push(name!);
    else if (what === 'exit' && stack.includes(name!)) stack.length = stack.lastIndexOf(name!);
  }
  return calls;
}

function keyOf(head: string): string {
  return PLACE.exec(head)?.[0] ?? head;
}
