import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { hasCode, messageOf } from '@noctiluca/common/thrown';
import { formatKey, generateKeyPair, type KeyPair, parseKey } from '@noctiluca/particle';
import { NodeError } from '../errors.js';

/** Largest key file that is read, bytes; a key takes 88 at most. */
const MAX_FILE_BYTES = 4096;
const GROUP_AND_OTHERS = 0o077;

/** Takes sentences for the log. */
export type OnWarning = (warning: string) => void;

/**
 * Reads a key file: base64 or base58 text of a 32-byte seed or a 64-byte key pair (spec/nox.md §7.4). A file that
 * others may read gives a warning: upstream writes such files (§9.2 no. 50), so it is not refused.
 * @throws NodeError `KEY_UNREADABLE`, `KEY_INVALID`; the text of the key is never part of the message
 */
export async function readKeyFile(file: string, onWarning: OnWarning = () => {}): Promise<KeyPair> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const { mode } = await handle.stat();
    if ((mode & GROUP_AND_OTHERS) !== 0 && process.platform !== 'win32') {
      onWarning(`The key file ${file} is open to others (mode ${(mode & 0o777).toString(8)}): chmod 600 it`);
    }
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(MAX_FILE_BYTES) });
    return parseKeyText(buffer.toString('utf8', 0, bytesRead), file);
  } catch (cause) {
    if (cause instanceof NodeError) throw cause;
    throw new NodeError('KEY_UNREADABLE', `Cannot read the key file ${file}: ${messageOf(cause)}`, { cause });
  } finally {
    await handle?.close();
  }
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
export async function readOrCreateKeyFile(file: string, onWarning?: OnWarning): Promise<KeyPair> {
  const made = generateKeyPair();
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(`${formatKey(made)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return made;
  } catch (cause) {
    if (hasCode(cause, 'EEXIST')) return readKeyFile(file, onWarning);
    throw new NodeError('KEY_UNREADABLE', `Cannot write the key file ${file}: ${messageOf(cause)}`, {
      cause,
    });
  }
}
