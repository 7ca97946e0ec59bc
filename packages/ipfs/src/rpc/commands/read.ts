import { IpfsError } from '../../errors.js';
import type { OpenFile } from '../../store/store.js';
import { writeTar } from '../../tar/write-tar.js';
import { byteStream } from '../answers.js';
import type { RpcCommand } from '../request.js';

/** `cat`: content of files, one after the other. */
export const cat: RpcCommand = async (request) => {
  const { options, signal } = request;
  const files = await request.files();
  const offset = options.count('offset', 0);
  const length = options.has('length') ? { length: options.count('length', 0) } : {};
  const paths = options.requiredArgs('ipfs-path');
  if (paths.length > 1 && (offset > 0 || options.has('length'))) {
    throw new IpfsError('UNSUPPORTED', 'a part of several files at a time is not served');
  }
  const opened: OpenFile[] = [];
  for (const path of paths) opened.push(await files.openFile(path, { offset, ...length, signal }));
  async function* all() {
    for (const { content } of opened) yield* content;
  }
  const whole = opened.reduce((sum, { size }) => sum + size, 0);
  const size = Math.min(options.count('length', whole), Math.max(0, whole - offset));
  return byteStream(all(), {
    'content-type': 'text/plain',
    'x-stream-output': '1',
    'x-content-length': String(size),
  });
};

/** `get`: a tar archive of a file or of a directory and all below, as Kubo answers it whatever `archive` says. */
export const get: RpcCommand = async (request) => {
  const { options, signal } = request;
  const files = await request.files();
  if (options.bool('compress', false))
    throw new IpfsError('UNSUPPORTED', 'compressed archives are not served');
  const [path] = options.requiredArgs('ipfs-path');
  return byteStream(writeTar(files.tree(path, { signal })), {
    'content-type': 'application/x-tar',
    'x-stream-output': '1',
  });
};
