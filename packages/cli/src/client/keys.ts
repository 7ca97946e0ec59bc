import path from 'node:path';
import { readKeyFile } from '@noctiluca/node/keys';
import type { KeyPair } from '@noctiluca/particle';
import { CliError } from '../errors.js';

/** A key's name becomes a file name, so it may hold nothing else. */
const KEY_NAME = /^[\w.-]{1,64}$/;

/** Where a project's key of that name is kept. @throws CliError `BAD_ARGUMENT` */
export function keyFile(fluenceDir: string, name: string): string {
  if (!KEY_NAME.test(name) || name.startsWith('.')) {
    throw new CliError(
      'BAD_ARGUMENT',
      `"${name}" cannot be the name of a key: use letters, digits, "-", "_" and "."`,
    );
  }
  return path.join(fluenceDir, 'secrets', `${name}.txt`);
}

/** @throws CliError `KEY_UNKNOWN` */
export async function readNamedKey(fluenceDir: string, name: string): Promise<KeyPair> {
  const file = keyFile(fluenceDir, name);
  try {
    return await readKeyFile(file);
  } catch (cause) {
    throw new CliError(
      'KEY_UNKNOWN',
      `There is no readable key "${name}" (${file}); make one with "fluence key new ${name}"`,
      {
        cause,
      },
    );
  }
}
