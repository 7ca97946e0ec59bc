import { userDir } from '../../../client/default-key.js';
import { readNamedKey } from '../../../client/keys.js';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { setDefaultKey } from '../../../project/edit-project.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { loadProject } from '../../../project/fluence-yaml.js';

export interface KeyDefaultFlags extends CommonFlags {
  readonly input: boolean;
  readonly user: boolean;
}

export const handler = printing(keyDefault);

async function keyDefault(context: CliContext, flags: KeyDefaultFlags, name: string): Promise<CommandResult> {
  const { project } = await loadProject(context.cwd);
  const { peerId } = await readNamedKey(flags.user ? userDir(context) : fluenceDir(context), name);
  await setDefaultKey(project.file, name);
  return { text: `${project.file} uses key "${name}", peer id ${peerId}`, json: { name, peerId } };
}
