import type { CliContext } from '../../../context.js';
import { writeManifest } from '../../../dependencies/folder.js';
import { runNpm } from '../../../dependencies/npm.js';
import { ownLibraries } from '../../../dependencies/own-libraries.js';
import { type CommandResult, printing } from '../../../output/result.js';
import { setAquaDependencies } from '../../../project/edit-project.js';
import type { DepFlags } from '../install/handler.js';
import { projectOf } from '../project.js';

export const handler = printing(reset);

async function reset(context: CliContext, _flags: DepFlags): Promise<CommandResult> {
  const project = await projectOf(context);
  const own = ownLibraries();
  const aquaDependencies = { ...project.aquaDependencies, ...own };
  const folder = await writeManifest({ ...project, aquaDependencies });
  await runNpm(context, folder, ['install']);
  await setAquaDependencies(project.file, own);
  const lines = Object.entries(own).map(([name, version]) => `${name}@${version}`);
  return {
    text: `${project.file} uses ${lines.join(', ')}`,
    json: { folder, dependencies: aquaDependencies },
  };
}
