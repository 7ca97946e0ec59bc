import { CHUNK_BYTES, MAX_CHUNK_BYTES, MAX_PATH_BYTES, MAX_PATH_SEGMENTS } from '../../constants.js';
import { IpfsError } from '../../errors.js';
import type { AddEntry, AddOptions } from '../../store/store.js';
import { lines } from '../answers.js';
import { boundaryOf, type Part, readParts } from '../multipart.js';
import type { RpcCommand, RpcOptions, RpcRequest } from '../request.js';

/** `add`: one line for each file and directory, once all is on the disk. */
export const add: RpcCommand = async (request) => {
  const { options } = request;
  const files = await request.files();
  const read = new Map<string, number>();
  const answer: object[] = [];
  for await (const { path, cid, cumulativeSize } of files.add(
    entriesOf(request, read),
    addOptions(options),
  )) {
    const name = path === '' ? cid.toString() : path;
    if (options.bool('progress', false)) answer.push({ Name: name, Bytes: read.get(path) ?? 0 });
    answer.push({ Name: name, Hash: cid.toString(), Size: String(cumulativeSize) });
  }
  if (answer.length === 0) throw new IpfsError('BAD_REQUEST', `file argument 'path' is required`);
  return lines(answer);
};

/** Kubo's defaults. @throws IpfsError `BAD_REQUEST`, `UNSUPPORTED` */
function addOptions(options: RpcOptions): AddOptions {
  const version = options.count('cid-version', 0);
  if (version > 1) throw new IpfsError('BAD_REQUEST', `unknown CID version: ${version}`);
  const cidVersion = version === 0 ? 0 : 1;
  const hash = options.text('hash', 'sha2-256');
  if (hash !== 'sha2-256') throw new IpfsError('UNSUPPORTED', `unrecognized hash function: ${hash}`);
  if (options.bool('trickle', false)) throw new IpfsError('UNSUPPORTED', 'there is no trickle layout here');
  return {
    cidVersion,
    rawLeaves: options.bool('raw-leaves', cidVersion === 1),
    chunkBytes: chunkBytes(options.text('chunker', 'size-262144')),
    wrapWithDirectory: options.bool('wrap-with-directory', false),
    pin: options.bool('pin', true),
    onlyHash: options.bool('only-hash', false),
  };
}

function chunkBytes(chunker: string): number {
  if (chunker === '' || chunker === 'default') return CHUNK_BYTES;
  const [, digits] = /^size-(\d{1,9})$/.exec(chunker) ?? [];
  if (digits === undefined) {
    throw new IpfsError(
      'UNSUPPORTED',
      `unrecognized chunker option: ${chunker.slice(0, 64)}; size-<bytes> is known here`,
    );
  }
  const bytes = Number(digits);
  if (bytes === 0) throw new IpfsError('BAD_REQUEST', 'chunk size must be greater than 0');
  if (bytes <= MAX_CHUNK_BYTES) return bytes;
  throw new IpfsError('BAD_REQUEST', 'chunker parameters may not exceed the maximum chunk size of 1048576');
}

async function* entriesOf(
  { body, contentType }: RpcRequest,
  read: Map<string, number>,
): AsyncGenerator<AddEntry> {
  for await (const part of readParts(body, boundaryOf(contentType))) {
    const path = pathOf(part);
    const type = part.headers.get('content-type') ?? '';
    if (type.startsWith('application/symlink')) {
      throw new IpfsError('UNSUPPORTED', `${path} is a link: only files and directories are taken here`);
    }
    if (type.startsWith('application/x-directory')) yield { kind: 'directory', path };
    else yield { kind: 'file', path, content: counted(part.content, (bytes) => read.set(path, bytes)) };
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, tell: (bytes: number) => void) {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    yield chunk;
  }
  tell(bytes);
}

/** The file name of a part, percent-encoded with its path as Kubo's clients do. @throws IpfsError `BAD_REQUEST` */
function pathOf({ headers }: Part): string {
  const disposition = headers.get('content-disposition') ?? '';
  const [, quoted, plain] = /;\s*filename=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition) ?? [];
  const path = decoded(quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
  const names = path.split('/').filter((name) => name !== '');
  const isSafe = !names.includes('..') && !names.includes('.') && !path.includes('\0');
  if (isSafe && names.length <= MAX_PATH_SEGMENTS && Buffer.byteLength(path) <= MAX_PATH_BYTES) {
    return names.join('/');
  }
  throw new IpfsError('BAD_REQUEST', `invalid file name ${JSON.stringify(path.slice(0, 256))}`);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
