import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { CliError } from '../errors.js';
import { findProjectFile } from './find-project.js';
import type { FluenceProject } from './project.js';
import { rawFluenceYaml, VERSIONS } from './raw-schema.js';
import { resolveProject } from './resolve.js';

/** Expansions of YAML aliases: a small file can otherwise grow without bound. */
const MAX_ALIASES = 100;

/** A project and what was odd about its file without being wrong. */
export interface ReadProject {
  readonly project: FluenceProject;
  /** One line each: unknown keys, names that nothing defines. */
  readonly warnings: readonly string[];
}

/**
 * Reads the project that `from` lies in. The file is never written: every version from 1 to 10 is understood as it is.
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
  const content = parseYaml(text, file);
  checkVersion(content, file);
  const warnings: string[] = [];
  const first = rawFluenceYaml.safeParse(content);
  const unknown = first.error?.issues.filter((issue) => issue.code === 'unrecognized_keys') ?? [];
  for (const issue of unknown) {
    for (const key of issue.keys) {
      removeAt(content, issue.path, key);
      warnings.push(`${file}: unknown key '${[...issue.path, key].join('.')}' is ignored`);
    }
  }
  const parsed = unknown.length > 0 ? rawFluenceYaml.safeParse(content) : first;
  if (!parsed.success) throw invalid(file, parsed.error.issues);
  const project = resolveProject(parsed.data, file);
  return { project, warnings: [...warnings, ...unknownNames(project)] };
}

function parseYaml(text: string, file: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new CliError('PROJECT_INVALID', `${file}:${line}:${col} is not YAML: ${error.message}`);
  }
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError('PROJECT_INVALID', `${file} cannot be expanded: ${why}`, { cause });
  }
}

function checkVersion(content: unknown, file: string): void {
  const version =
    typeof content === 'object' && content !== null && 'version' in content ? content.version : undefined;
  if (typeof version === 'number' && version >= VERSIONS.min && version <= VERSIONS.max) return;
  throw new CliError(
    'PROJECT_INVALID',
    `${file}: 'version' is ${JSON.stringify(version)}, this program understands ${VERSIONS.min} to ${VERSIONS.max}`,
  );
}

function removeAt(content: unknown, path: readonly PropertyKey[], key: string): void {
  let target: unknown = content;
  for (const step of path) target = isRecord(target) ? target[step] : undefined;
  if (isRecord(target)) delete target[key];
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

function invalid(file: string, issues: readonly z.core.$ZodIssue[]): CliError {
  const lines = issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  return new CliError('PROJECT_INVALID', `${file} is not a valid project: ${lines.join('; ')}`);
}

/** Services and spells that a deployment or a host names and the project doesn't have. */
function unknownNames(project: FluenceProject): string[] {
  const places = [
    ...Object.entries(project.deployments).map(([name, entry]) => ({ place: `deployments.${name}`, entry })),
    ...Object.entries(project.hosts).map(([name, entry]) => ({ place: `hosts.${name}`, entry })),
  ];
  return places.flatMap(({ place, entry }) => [
    ...missing(entry.services, project.services, `${project.file}: ${place}.services`),
    ...missing(entry.spells, project.spells, `${project.file}: ${place}.spells`),
  ]);
}

function missing(
  names: readonly string[],
  known: Readonly<Record<string, unknown>>,
  place: string,
): string[] {
  return names
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => `${place} names '${name}', which the project doesn't define`);
}
