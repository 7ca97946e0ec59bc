import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { hasCode } from '@noctiluca/common/thrown';
import { readKeyFile } from '@noctiluca/node/keys';
import { formatKey, generateKeyPair, type KeyPair } from '@noctiluca/particle';
import type { CliContext } from '../context.js';
import { keyFile, readNamedKey } from './keys.js';

/** Name of the key that upstream makes at its first run (spec/fluence-cli.md §1.2). */
const AUTO_GENERATED = 'auto-generated';

/** Where keys that belong to the user and not to a project are kept. */
export function userDir(context: CliContext): string {
  return context.env.FLUENCE_USER_DIR ?? path.join(os.homedir(), '.fluence');
}

/**
 * The key that owns what is deployed: a named one, of the project or else of the user, or the user's own, which is made
 * when it is first needed.
 * @param name `--sk`, or `defaultSecretKeyName` of the project
 * @throws CliError `KEY_UNKNOWN`
 */
export async function ownerKey(
  context: CliContext,
  fluenceDir: string,
  name: string | undefined,
): Promise<KeyPair> {
  const user = userDir(context);
  if (name !== undefined) {
    const folder = existsSync(keyFile(fluenceDir, name)) ? fluenceDir : user;
    return existsSync(keyFile(folder, name)) ? readNamedKey(folder, name) : readNamedKey(fluenceDir, name);
  }
  const file = keyFile(user, AUTO_GENERATED);
  if (!existsSync(file)) await makeKey(file);
  return readKeyFile(file);
}

/** Two commands may come here at once: the first one's key stays. */
async function makeKey(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${formatKey(generateKeyPair())}\n`, { flag: 'wx', mode: 0o600 }).catch(
    (error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    },
  );
}
