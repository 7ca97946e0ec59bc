import { Header } from 'tar';
import { badArchive } from './tar-names.js';

const BLOCK = 512;

/**
 * A tar of files in the order given; times and owners are left out, so that equal files make equal archives.
 * @param files names of up to 100 bytes to contents
 */
export function writeTar(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts = [...files].flatMap(([name, content]) => [header(name, content.length), padded(content)]);
  return Buffer.concat([...parts, new Uint8Array(2 * BLOCK)]);
}

function header(name: string, size: number): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  const fields = { path: name, type: 'File', mode: 0o644, uid: 0, gid: 0, size, mtime: new Date(0) } as const;
  const isTooLong = new Header(fields).encode(block);
  if (isTooLong) throw badArchive(`the name "${name}" is too long`);
  return block;
}

function padded(content: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(content.length / BLOCK) * BLOCK);
  whole.set(content);
  return whole;
}
