import { checksum } from './read-tar.js';
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
  if (Buffer.byteLength(name) > 100) throw badArchive(`the name "${name}" is too long`);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  block.write(name, 0);
  block.write(octal(0o644, 8), 100);
  for (const owner of [108, 116]) block.write(octal(0, 8), owner);
  block.write(octal(size, 12), 124);
  block.write(octal(0, 12), 136);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padded(content: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(content.length / BLOCK) * BLOCK);
  whole.set(content);
  return whole;
}
