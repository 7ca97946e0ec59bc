import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CliContext } from '../../context.js';
import { findProjectFile } from '../../project/find-project.js';
import type { FluenceProject } from '../../project/project.js';
import { remembered } from './remembered.js';

/** What a call needs of a project. */
export type CallProject = Pick<
  FluenceProject,
  'rootDir' | 'aquaInputs' | 'aquaImports' | 'relays' | 'defaultSecretKeyName'
>;

/**
 * The project that the working directory lies in.
 * @returns undefined outside of one
 * @throws CliError `PROJECT_INVALID`
 */
export async function callProject(context: CliContext): Promise<CallProject | undefined> {
  const file = findProjectFile(context.cwd);
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8');
  const fluenceDir = path.join(path.dirname(file), '.fluence');
  return remembered(fluenceDir, ['project with inputs', file, text], async () => {
    const { readFluenceYaml } = await import('../../project/fluence-yaml.js');
    const { project } = readFluenceYaml(text, file);
    const { rootDir, aquaInputs, aquaImports, relays, defaultSecretKeyName: key } = project;
    const named = key === undefined ? {} : { defaultSecretKeyName: key };
    return { rootDir, aquaInputs, aquaImports, relays, ...named };
  });
}
