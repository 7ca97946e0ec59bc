import type { Instruction, ReplayedStep } from '@noctiluca/replay';

/** How far an instruction is: `current` was entered by the step that is looked at, `done` by an earlier one. */
export type AirState = 'ahead' | 'done' | 'current' | 'failed';

export interface AirLine {
  readonly index: number;
  readonly depth: number;
  /** One line, without what is inside of it. */
  readonly text: string;
  readonly state: AirState;
}

/** Levels that are shown as such. */
const MAX_DEPTH = 40;

/** The script, an instruction a line. @param steps up to the one that is looked at */
export function airLines(instructions: readonly Instruction[], steps: readonly ReplayedStep[]): AirLine[] {
  const current = new Set(steps.at(-1)?.news);
  const done = new Set(steps.flatMap(({ news }) => news));
  const failed = new Set(steps.flatMap((step) => failedBy(step, instructions)));
  const depths: number[] = [];
  return instructions.map(({ index, head, parent }) => {
    const depth = parent === undefined ? 0 : (depths[parent] ?? 0) + 1;
    depths[index] = depth;
    const state = failed.has(index)
      ? 'failed'
      : current.has(index)
        ? 'current'
        : done.has(index)
          ? 'done'
          : 'ahead';
    return { index, depth: Math.min(depth, MAX_DEPTH), text: head.replace(/\s+/g, ' '), state };
  });
}

/** Instructions that failed in a step: calls whose answer is an error, `fail`, and where AquaVM itself stopped. */
export function failedBy(replayed: ReplayedStep, instructions: readonly Instruction[]): number[] {
  const entered = replayed.entered.flatMap(({ index }) =>
    index === undefined ? [] : [instructions[index]!],
  );
  const names = failedCalls(replayed);
  const failed = entered.filter(
    ({ index, kind, head }) =>
      (kind === 'fail' && replayed.news.includes(index)) ||
      (kind === 'call' && names.some((name) => head.includes(`"${name}")`))),
  );
  const last = replayed.step.outcome.retCode === 0 ? undefined : entered.at(-1);
  return [...failed, ...(last === undefined ? [] : [last])].map(({ index }) => index);
}

/** Names of the functions. */
function failedCalls({ peer, step, learned }: ReplayedStep): string[] {
  const wrong = new Set(step.results.filter(({ retCode }) => retCode !== 0).map(({ id }) => id));
  const asked = peer.steps.flatMap(({ outcome }) => outcome.calls).filter(({ id }) => wrong.has(id));
  return [...asked, ...learned.filter(({ isError }) => isError)].map(({ functionName }) => functionName);
}
