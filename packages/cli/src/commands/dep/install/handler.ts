import type { CliContext } from '../../../context.js';
import { readManifest, writeManifest } from '../../../dependencies/folder.js';
import { runNpm } from '../../../dependencies/npm.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { step } from '../../../output/step.js';
import { setAquaDependencies } from '../../../project/edit-project.js';
import { packageName, projectOf } from '../project.js';

export interface DepFlags extends CommonFlags {
  readonly input: boolean;
}

export const handler = printing(install);

/** The project file is changed last: a package that cannot be installed is not in it. */
async function install(context: CliContext, _flags: DepFlags, ...packages: string[]): Promise<CommandResult> {
  const project = await projectOf(context);
  const names = packages.map(packageName);
  const known = Object.keys(project.aquaDependencies);
  if (names.length === 0 && known.length === 0) {
    return { text: 'The project has no aquaDependencies: nothing to install', json: { dependencies: {} } };
  }
  const all = [...new Set([...known, ...names])];
  const folder = await writeManifest(project);
  const list = all.join(', ');
  const work = () => runNpm(context, folder, ['install', ...packages]);
  await step(context, `Install ${list}`, work, { line: `Installing ${list} …` });
  const installed = await readManifest(folder);
  const added = Object.fromEntries(names.map((name) => [name, installed[name]]));
  if (names.length > 0) await setAquaDependencies(project.file, added);
  const dependencies = { ...project.aquaDependencies, ...added };
  const where = names.length > 0 ? ` and written to ${project.file}` : '';
  return { text: `Installed in ${folder}${where}`, json: { folder, dependencies } };
}
