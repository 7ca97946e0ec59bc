import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddOptions, Files } from '../../src/store/store.js';

const AS_KUBO: AddOptions = {
  cidVersion: 1,
  rawLeaves: true,
  chunkBytes: 262_144,
  wrapWithDirectory: false,
  pin: true,
  onlyHash: false,
};

export const temporaryDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'noctiluca-ipfs-'));

/** Adds a file without a name. @returns its CID */
export async function addFile(
  files: Files,
  bytes: Uint8Array,
  options: Partial<AddOptions> = {},
): Promise<string> {
  const entries = cut([{ kind: 'file' as const, path: '', content: cut([bytes]) }]);
  let last = '';
  for await (const { cid } of files.add(entries, { ...AS_KUBO, ...options })) last = cid.toString();
  return last;
}

export async function readFile(files: Files, path: string): Promise<Uint8Array> {
  return Buffer.concat(await all((await files.openFile(path)).content));
}

/** The content whose CIDs packages/store has as vectors. */
export function pattern(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + (i >> 8)) & 0xff;
  return bytes;
}

export async function* cut<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
