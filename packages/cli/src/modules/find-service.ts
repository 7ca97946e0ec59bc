import path from 'node:path';
import type { CliContext } from '../context.js';
import { isUrl } from '../download/downloaded.js';
import { CliError } from '../errors.js';
import { fileIn, isFile } from '../project/file-in.js';
import { findProjectFile } from '../project/find-project.js';
import { loadProject } from '../project/fluence-yaml.js';
import type { FluenceProject } from '../project/project.js';

/** A service that a command line names. */
export interface FoundService {
  /** Name in fluence.yaml, if it is there. */
  readonly name: string | undefined;
  /** What its `get` is: an absolute path, or a URL. */
  readonly get: string;
}

/** The project that the working directory lies in, if so. @throws CliError `PROJECT_INVALID` */
export async function maybeProject(context: CliContext): Promise<FluenceProject | undefined> {
  return findProjectFile(context.cwd) === undefined ? undefined : (await loadProject(context.cwd)).project;
}

/** Folder with `.fluence` and `target`: the project's, or the working directory. */
export function rootOf(context: CliContext, project: FluenceProject | undefined): string {
  return project?.rootDir ?? context.cwd;
}

/**
 * A service by its name in fluence.yaml, by its folder or `service.yaml`, or by its URL.
 * @throws CliError `SERVICE_UNKNOWN`
 */
export async function findService(
  { cwd }: CliContext,
  project: FluenceProject | undefined,
  written: string,
): Promise<FoundService> {
  const services = project?.services ?? {};
  if (Object.hasOwn(services, written)) return { name: written, get: services[written]!.get };
  const get = isUrl(written) ? written : path.resolve(cwd, written);
  const name = await nameOf(services, get);
  if (isUrl(get) || (await isFile(await fileIn(get, 'service.yaml')))) return { name, get };
  const known = Object.keys(services).join(', ') || 'none';
  const where = project === undefined ? '' : `; ${project.file} has ${known}`;
  throw new CliError(
    'SERVICE_UNKNOWN',
    `There is no service "${written}", and no ${get}/service.yaml${where}`,
  );
}

async function nameOf(services: FluenceProject['services'], get: string): Promise<string | undefined> {
  const wanted = await placeOf(get);
  for (const [name, entry] of Object.entries(services))
    if ((await placeOf(entry.get)) === wanted) return name;
  return undefined;
}

/** The same for a folder and for the `service.yaml` in it. */
async function placeOf(get: string): Promise<string> {
  return isUrl(get) ? get : fileIn(get, 'service.yaml');
}

/** `service.yaml` of a service that is to be changed. @throws CliError `BAD_ARGUMENT` for a downloaded one */
export async function changeableService(
  context: CliContext,
  project: FluenceProject | undefined,
  written: string,
): Promise<string> {
  const { get } = await findService(context, project, written);
  if (!isUrl(get)) return fileIn(get, 'service.yaml');
  throw new CliError('BAD_ARGUMENT', `Can't modify downloaded service ${get}`);
}
