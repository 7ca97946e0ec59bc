import type { Instruction } from './script.js';

/** What AquaVM entered, in its order. */
export interface Entered {
  readonly kind: string;
  /** Which of the script's instructions; absent where AquaVM does not say. */
  readonly index?: number;
}

/** Kinds that AquaVM tells more of than that they were entered. */
const SPOKEN = new Set(['call', 'ap', 'canon']);
const SELF = /execute\{self=(.*)\}: air::execution_step::instructions::\w+: enter$/;
const POSITION = /AirPos\((\d+)\)/g;
const PLACE = /service_id: Literal\("([^"]*)"\), function_name: Literal\("([^"]*)"\)/;

/**
 * Puts together what AquaVM logs of all instructions and what it tells of some of them.
 * @param log lines as `> call` @param spoken of `ReplayAvm.instructions`
 */
export function enteredInstructions(
  instructions: readonly Instruction[],
  log: readonly string[],
  spoken: readonly string[],
): Entered[] {
  const told = spoken.map((line) => SELF.exec(line)?.[1] ?? '');
  const place = new Places(instructions);
  let next = 0;
  return log.map((line) => {
    const kind = line.slice(2).replace(/_.*$/, '');
    if (!SPOKEN.has(kind)) return place.only(kind);
    const index = place.find(kind, told[next++] ?? '');
    return index === undefined ? { kind } : { kind, index };
  });
}

/** Where instructions stand. */
class Places {
  readonly #byKind = new Map<string, Instruction[]>();
  #last = -1;

  constructor(instructions: readonly Instruction[]) {
    for (const instruction of instructions) {
      const same = this.#byKind.get(instruction.kind);
      if (same === undefined) this.#byKind.set(instruction.kind, [instruction]);
      else same.push(instruction);
    }
  }

  only(kind: string): Entered {
    const [one, ...more] = this.#byKind.get(kind) ?? [];
    return one === undefined || more.length > 0 ? { kind } : { kind, index: one.index };
  }

  find(kind: string, told: string): number | undefined {
    const ofKind = this.#byKind.get(kind) ?? [];
    const positions = Array.from(told.matchAll(POSITION), ([, position]) => Number(position));
    const fitting =
      positions.length > 0
        ? ofKind.filter(({ start, end }) => positions.every((at) => at >= start && at < end))
        : ofKind.filter(({ head }) => isNamedAlike(head, told));
    // Without variables several may look alike: they are mostly entered in the order of the text.
    const found = fitting.find(({ index }) => index > this.#last) ?? fitting[0];
    if (found !== undefined) this.#last = found.index;
    return found?.index;
  }
}

function isNamedAlike(head: string, told: string): boolean {
  const [, service, name] = PLACE.exec(told) ?? [];
  return service !== undefined && head.includes(`("${service}" "${name}")`);
}
