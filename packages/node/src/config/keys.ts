import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { formatKey, generateKeyPair, type KeyPair, parseKey } from '@noctiluca/particle';
import { NodeError } from '../errors.js';

/**
 * Reads a key file: base64 or base58 text of a 32-byte seed or a 64-byte key pair (spec/nox.md §7.4).
 * @throws NodeError `KEY_UNREADABLE`, `KEY_INVALID`; the text of the key is never part of the message
 */
export async function readKeyFile(file: string): Promise<KeyPair> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new NodeError('KEY_UNREADABLE', `Cannot read the key file ${file}: ${reasonOf(cause)}`, { cause });
  }
  return parseKeyText(text, file);
}

/** @param origin where the text came from, for the message. @throws NodeError `KEY_INVALID` */
export function parseKeyText(text: string, origin: string): KeyPair {
  try {
    return parseKey(text.trim());
  } catch (cause) {
    throw new NodeError(
      'KEY_INVALID',
      `${origin} does not hold a key: base64 or base58 of 32 or 64 bytes is expected`,
      {
        cause,
      },
    );
  }
}

/** Reads a key file, or makes the key and the file (0600) when there is none. An existing file is never overwritten. */
export async function readOrCreateKeyFile(file: string): Promise<KeyPair> {
  const made = generateKeyPair();
  await mkdir(path.dirname(file), { recursive: true });
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(`${formatKey(made)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return made;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return readKeyFile(file);
    throw new NodeError('KEY_UNREADABLE', `Cannot write the key file ${file}: ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
