import { CliError } from '../errors.js';

export type ProblemKind =
  /** A key that no version of fluence.yaml has at this place. */
  | 'unknown-key'
  /** A service or spell that the project doesn't define. */
  | 'unknown-name'
  /** A service or spell that one worker names twice; both share their names. */
  | 'repeated-name'
  /** Two values that cannot both be. */
  | 'contradiction'
  /** Understood, and nothing here acts upon it. */
  | 'not-done';

/** Something odd about a project file that doesn't keep it from being read. */
export interface ProjectProblem {
  readonly kind: ProblemKind;
  /** Keys that lead to it from the top of the file: `['deployments', 'one', 'services']`. */
  readonly place: readonly string[];
  /** The key or name itself. */
  readonly name: string;
  /** What was likely meant. */
  readonly nearest?: string;
  /** One line, without the file. */
  readonly text: string;
}

/** Sections that a deployment reads as a whole, and those of which it reads the entries it deploys. */
const WHOLE: ReadonlySet<string> = new Set(['services', 'spells']);
const BY_ENTRY: ReadonlySet<string> = new Set(['deployments', 'deals', 'hosts', 'workers']);

/**
 * Problems because of which a deployment would do less than the file says.
 * @param names entries of `deployments` and `hosts` that are deployed
 */
export function problemsOf(
  problems: readonly ProjectProblem[],
  names: readonly string[],
): readonly ProjectProblem[] {
  return problems.filter(({ kind, place: [section, entry] }) => {
    if (kind === 'not-done') return false;
    if (section === undefined || WHOLE.has(section)) return true;
    return BY_ENTRY.has(section) && (entry === undefined || names.includes(entry));
  });
}

/**
 * For commands that do what the file says.
 * @param names entries of `deployments` and `hosts` that are deployed
 * @throws CliError `PROJECT_INVALID` with every problem that concerns them
 */
export function requireNoProblems(
  file: string,
  problems: readonly ProjectProblem[],
  names: readonly string[],
): void {
  const found = problemsOf(problems, names);
  if (found.length === 0) return;
  const lines = found.map(({ text }) => `  ${text}`);
  throw new CliError(
    'PROJECT_INVALID',
    [`${file} says what is not understood, so nothing was deployed:`, ...lines].join('\n'),
  );
}
