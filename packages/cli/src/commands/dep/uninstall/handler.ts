import type { CliContext } from '../../../context.js';
import { writeManifest } from '../../../dependencies/folder.js';
import { runNpm } from '../../../dependencies/npm.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, printing } from '../../../output/result.js';
import { setAquaDependencies } from '../../../project/edit-project.js';
import type { DepFlags } from '../install/handler.js';
import { packageName, projectOf } from '../project.js';

export const handler = printing(uninstall);

async function uninstall(context: CliContext, _flags: DepFlags, name: string): Promise<CommandResult> {
  const project = await projectOf(context);
  const removed = packageName(name);
  if (!Object.hasOwn(project.aquaDependencies, removed)) {
    const known = Object.keys(project.aquaDependencies).join(', ') || 'none';
    throw new CliError('BAD_ARGUMENT', `${project.file} does not depend on ${removed}; it has ${known}`);
  }
  const { [removed]: _, ...aquaDependencies } = project.aquaDependencies;
  const folder = await writeManifest({ ...project, aquaDependencies });
  await runNpm(context, folder, ['install']);
  await setAquaDependencies(project.file, { [removed]: undefined });
  return {
    text: `Removed ${removed} from ${project.file}`,
    json: { folder, dependencies: aquaDependencies },
  };
}
