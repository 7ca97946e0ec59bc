import type { CliContext } from '../context.js';
import { progress } from '../output/result.js';
import { fluenceDir } from '../project/fluence-dir.js';
import { loadProject } from '../project/fluence-yaml.js';
import type { ProjectProblem } from '../project/problems.js';
import type { FluenceProject } from '../project/project.js';
import { readWorkers } from '../project/workers-yaml.js';
import type { RecordedEntries } from './deal-id.js';
import type { KnownSitesInit } from './known-sites.js';
import { type LazySession, lazySession, type SessionFlags, surroundings } from './session.js';
import { createTargets } from './target/create-targets.js';

/** What commands that look at workers work with. */
export interface WorkersStage extends KnownSitesInit {
  /** What the project file says and is not understood. */
  readonly problems: readonly ProjectProblem[];
  readonly session: LazySession;
}

/** Longest that something besides a deployment is waited for, milliseconds. */
const LOOK_MS = 120_000;

/** Runs some work on the workers of the project that `context` is in, and closes what was opened for it. */
export async function withWorkers<T>(
  context: CliContext,
  flags: SessionFlags,
  work: (stage: WorkersStage) => Promise<T>,
): Promise<T> {
  const { project, problems, warnings } = await loadProject(context.cwd);
  for (const warning of warnings) progress(context, `Warning: ${warning}`);
  const dir = fluenceDir(context);
  const around = await surroundings(dir, project, flags.env);
  const recorded = await recordedEntries(dir, around.env);
  const session = await lazySession(context, dir, project, around, flags);
  try {
    const quiet = { timeoutMs: LOOK_MS, onLog: () => {}, onNote: (line: string) => progress(context, line) };
    const targetOf = context.targetOf ?? createTargets(quiet, session, around.peers);
    const deployer = deployerOf(session, project);
    return await work({ project, problems, around, recorded, deployer, targetOf, session });
  } finally {
    await session.close();
  }
}

/** What workers.yaml says of an environment. @throws CliError `PROJECT_INVALID` */
export async function recordedEntries(fluenceDir: string, env: string): Promise<RecordedEntries> {
  const { deals, hosts } = await readWorkers(fluenceDir, env);
  return { deals: deals[env] ?? {}, hosts: hosts[env] ?? {} };
}

export function deployerOf({ clientPeerId }: LazySession, { rootDir }: FluenceProject) {
  return { clientPeerId, rootDir };
}
