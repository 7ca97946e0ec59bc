const BLOCK = 512;

/** A tar archive of one file, as `ipfs get` expects it. */
export function tarOf(name: string, contents: Uint8Array): Uint8Array {
  const header = Buffer.alloc(BLOCK);
  const field = (text: string, offset: number) => header.write(text, offset, 'latin1');
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  field(name.slice(0, 99), 0);
  field(octal(0o644, 7), 100);
  field(octal(0, 7), 108);
  field(octal(0, 7), 116);
  field(octal(contents.length, 11), 124);
  field(octal(0, 11), 136);
  field('        ', 148);
  field('0', 156);
  field('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  field(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((BLOCK - (contents.length % BLOCK)) % BLOCK);
  return Buffer.concat([header, contents, padding, Buffer.alloc(2 * BLOCK)]);
}
