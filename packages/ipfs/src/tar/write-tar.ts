import { TAR_BLOCK_BYTES, TAR_DIRECTORY, TAR_FILE, TAR_NAME_BYTES, TAR_PAX } from './constants.js';

/** An entry to be archived; a file's content has exactly `size` bytes. */
export interface ArchivedEntry {
  readonly path: string;
  readonly type: 'file' | 'directory';
  readonly size: number;
  content(): AsyncIterable<Uint8Array>;
}

/** A tar archive in the ustar format, with pax headers for long and non-ASCII names. */
export async function* writeTar(entries: AsyncIterable<ArchivedEntry>): AsyncGenerator<Uint8Array> {
  for await (const { path, type, size, content } of entries) {
    const name = Buffer.from(type === 'directory' ? `${path}/` : path);
    const isPlain = name.byteLength <= TAR_NAME_BYTES && /^[\x20-\x7e]*$/.test(path);
    if (!isPlain) yield* paxHeader(name);
    yield header(
      isPlain ? name : Buffer.from('long-name'),
      type === 'directory' ? TAR_DIRECTORY : TAR_FILE,
      size,
    );
    if (type === 'directory') continue;
    yield* content();
    yield padding(size);
  }
  yield new Uint8Array(2 * TAR_BLOCK_BYTES);
}

function* paxHeader(name: Uint8Array): Generator<Uint8Array> {
  const record = paxRecord('path', name);
  yield header(Buffer.from('pax'), TAR_PAX, record.byteLength);
  yield record;
  yield padding(record.byteLength);
}

/** `<length> <key>=<value>\n`, where the length counts itself. */
function paxRecord(key: string, value: Uint8Array): Uint8Array {
  const rest = 1 + key.length + 1 + value.byteLength + 1;
  let length = rest + String(rest).length;
  if (String(length).length + rest !== length) length = rest + String(length).length;
  return Buffer.concat([Buffer.from(`${length} ${key}=`), value, Buffer.from('\n')]);
}

function header(name: Uint8Array, type: string, size: number): Uint8Array {
  const block = Buffer.alloc(TAR_BLOCK_BYTES);
  block.set(name);
  block.write(type === TAR_DIRECTORY ? '0000755\0' : '0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write(`${'0'.repeat(11)}\0`, 136);
  block.write(' '.repeat(8), 148);
  block.write(type, 156);
  block.write('ustar\0', 257);
  block.write('00', 263);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padding(size: number): Uint8Array {
  return new Uint8Array((TAR_BLOCK_BYTES - (size % TAR_BLOCK_BYTES)) % TAR_BLOCK_BYTES);
}
