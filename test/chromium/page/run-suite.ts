import { startTests, type Task, type VitestRunner } from '@vitest/runner';

/** What became of a test in a page. */
export interface Result {
  readonly name: string;
  readonly state: string;
  readonly error: string | undefined;
}

const TIMEOUT_MS = 60_000;

/** Runs the tests that a module registers. @param pattern of the names of those that run */
export async function runSuite(
  name: string,
  load: () => Promise<unknown>,
  pattern: RegExp,
): Promise<Result[]> {
  const runner: VitestRunner = {
    config: {
      ...{
        root: '/',
        name,
        setupFiles: [],
        passWithNoTests: false,
        testNamePattern: pattern,
        allowOnly: false,
      },
      sequence: { seed: 1, hooks: 'stack', setupFiles: 'list' },
      ...{ maxConcurrency: 1, testTimeout: TIMEOUT_MS, hookTimeout: TIMEOUT_MS, retry: 0, tags: [] },
      ...{ includeTaskLocation: false, strictTags: false, tagsFilter: undefined, chaiConfig: undefined },
    } as VitestRunner['config'],
    importFile: load,
  };
  const files = await startTests([name], runner);
  return files.flatMap((file) => [...failureOf(file), ...file.tasks.flatMap((task) => resultsOf(task, ''))]);
}

/** A suite whose module does not load, or registers nothing, has failed. */
function failureOf(task: Task): Result[] {
  const error = task.result?.errors?.[0];
  return error === undefined ? [] : [{ name: task.name, state: 'fail', error: textOf(error) }];
}

function resultsOf(task: Task, above: string): Result[] {
  const name = [above, task.name].filter(Boolean).join(' > ');
  if (task.type === 'suite')
    return [...failureOf({ ...task, name }), ...task.tasks.flatMap((each) => resultsOf(each, name))];
  const error = task.result?.errors?.[0];
  return [{ name, state: task.result?.state ?? task.mode, error: error && textOf(error) }];
}

const textOf = ({ message, stack, diff }: { message: string; stack?: string; diff?: string }): string =>
  [message, diff, stack].filter(Boolean).join('\n');
