import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '@noctiluca/common/thrown';
import { formatKey, generateKeyPair } from '@noctiluca/particle';
import { userDir } from '../../../client/default-key.js';
import { keyFile } from '../../../client/keys.js';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { setDefaultKey } from '../../../project/edit-project.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { loadProject } from '../../../project/fluence-yaml.js';

export interface KeyNewFlags extends CommonFlags {
  readonly input: boolean;
  readonly user: boolean;
  readonly default: boolean;
}

export const handler = printing(keyNew);

async function keyNew(context: CliContext, flags: KeyNewFlags, name?: string): Promise<CommandResult> {
  // Before anything is written: a default is said in fluence.yaml, of whoever's folder the key is in.
  const project = flags.default ? (await loadProject(context.cwd)).project : undefined;
  const key = generateKeyPair();
  const folder = flags.user ? userDir(context) : fluenceDir(context);
  const keyName = name ?? key.peerId.slice(-8);
  const file = keyFile(folder, keyName);
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(file, `${formatKey(key)}\n`, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if (!hasCode(cause, 'EEXIST')) throw cause;
    throw new CliError(
      'KEY_EXISTS',
      `There is a key "${keyName}" already (${file}); choose another name or delete the file`,
    );
  }
  if (project !== undefined) await setDefaultKey(project.file, keyName);
  const isDefault = project === undefined ? '' : `\n${project.file} uses it when --sk names no other`;
  return {
    text: `Made key "${keyName}" in ${file}\nPeer id ${key.peerId}${isDefault}`,
    json: { name: keyName, file, peerId: key.peerId, default: project !== undefined },
  };
}
