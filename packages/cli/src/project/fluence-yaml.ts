import { readFile } from 'node:fs/promises';
import { messageOf } from '@noctiluca/common/thrown';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { CliError } from '../errors.js';
import { contradictions, entryProblems } from './entry-problems.js';
import { findProjectFile } from './find-project.js';
import { notDone } from './not-done.js';
import type { ProjectProblem } from './problems.js';
import type { FluenceProject } from './project.js';
import { rawFluenceYaml, VERSIONS } from './raw-schema.js';
import { YAML_SCHEMA } from './read-yaml.js';
import { resolveProject } from './resolve.js';
import { removeUnknownKeys } from './unknown-keys.js';
import { fromVersion0, type Version1 } from './version-0.js';

/** Expansions of YAML aliases: a small file can otherwise grow without bound. */
const MAX_ALIASES = 100;

/** A project and what was odd about its file without being wrong. */
export interface ReadProject {
  readonly project: FluenceProject;
  /** What a command that does what the file says has to refuse: see `requireNoProblems`. */
  readonly problems: readonly ProjectProblem[];
  /** The problems, one line each. */
  readonly warnings: readonly string[];
}

/**
 * Reads the project that `from` lies in. The file is never written: every version from 0 to 10 is understood as it is.
 * @throws CliError `NO_PROJECT`, `PROJECT_INVALID`
 */
export async function loadProject(from: string): Promise<ReadProject> {
  const file = findProjectFile(from);
  if (file === undefined) {
    throw new CliError('NO_PROJECT', `no fluence.yaml in ${from} or above: run this inside a project`);
  }
  return readFluenceYaml(await readFile(file, 'utf8'), file);
}

/**
 * Understands the text of a project file.
 * @param file absolute path, for messages and as the base of relative paths
 * @throws CliError `PROJECT_INVALID`
 */
export function readFluenceYaml(text: string, file: string): ReadProject {
  const written = parseYaml(text, file);
  const { content, problems: old } = inNewWords(written, versionOf(written, file), file);
  const unknown = removeUnknownKeys(rawFluenceYaml, content);
  const parsed = rawFluenceYaml.safeParse(content);
  if (!parsed.success) throw invalid(file, parsed.error.issues);
  const project = resolveProject(parsed.data, file);
  const problems = [
    ...old,
    ...unknown,
    ...entryProblems(parsed.data, project),
    ...contradictions(parsed.data, project),
    ...notDone(parsed.data, project),
  ];
  return { project, problems, warnings: problems.map(({ text }) => `${file}: ${text}`) };
}

function parseYaml(text: string, file: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, ...YAML_SCHEMA });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new CliError('PROJECT_INVALID', `${file}:${line}:${col} is not YAML: ${error.message}`);
  }
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    const why = messageOf(cause);
    throw new CliError('PROJECT_INVALID', `${file} cannot be expanded: ${why}`, { cause });
  }
}

/** @throws CliError `PROJECT_INVALID` */
function versionOf(content: unknown, file: string): number {
  const version =
    typeof content === 'object' && content !== null && 'version' in content ? content.version : undefined;
  if (typeof version === 'number' && version >= VERSIONS.min && version <= VERSIONS.max) return version;
  throw new CliError(
    'PROJECT_INVALID',
    `${file}: 'version' is ${JSON.stringify(version)}, this program understands ${VERSIONS.min} to ${VERSIONS.max}`,
  );
}

/** Version 0 has one key of another shape. @throws CliError `PROJECT_INVALID` */
function inNewWords(
  content: unknown,
  version: number,
  file: string,
): Pick<Version1, 'problems'> & { content: unknown } {
  if (version > 0) return { content, problems: [] };
  try {
    return fromVersion0(content);
  } catch (error) {
    throw error instanceof z.ZodError ? invalid(file, error.issues) : error;
  }
}

function invalid(file: string, issues: readonly z.core.$ZodIssue[]): CliError {
  const lines = issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  return new CliError('PROJECT_INVALID', `${file} is not a valid project: ${lines.join('; ')}`);
}
