import { messageOf } from '@noctiluca/common/thrown';
import { CID } from 'multiformats/cid';
import { MAX_PATH_BYTES, MAX_PATH_SEGMENTS } from '../constants.js';
import { IpfsError } from '../errors.js';

/** A CID and the names behind it. */
export interface IpfsPath {
  readonly cid: CID;
  readonly segments: readonly string[];
}

/**
 * `<cid>`, `<cid>/a/b`, `/ipfs/<cid>/a/b` or `ipfs://<cid>`.
 * @throws IpfsError `INVALID`: `invalid path "<text>": <reason>`
 */
export function parsePath(text: string): IpfsPath {
  if (Buffer.byteLength(text) > MAX_PATH_BYTES) throw invalid(text, `longer than ${MAX_PATH_BYTES} bytes`);
  if (text.startsWith('/ipns/'))
    throw new IpfsError('UNSUPPORTED', `cannot resolve ${text}: this store has no IPNS`);
  const [root = '', ...names] = text.replace(/^(\/ipfs\/|ipfs:\/\/)/, '').split('/');
  const segments = names.filter((name) => name !== '');
  if (segments.length > MAX_PATH_SEGMENTS) throw invalid(text, `more than ${MAX_PATH_SEGMENTS} names`);
  if (segments.includes('..') || segments.includes('.')) throw invalid(text, 'it has dots for names');
  try {
    return { cid: CID.parse(root), segments };
  } catch (error) {
    throw invalid(text, messageOf(error));
  }
}

/** A path that is a CID and no more. @throws IpfsError `INVALID` */
export function parseCid(text: string): CID {
  const { cid, segments } = parsePath(text);
  if (segments.length > 0) throw invalid(text, 'a CID without a path is needed');
  return cid;
}

function invalid(text: string, reason: string): IpfsError {
  return new IpfsError('INVALID', `invalid path ${JSON.stringify(text.slice(0, 256))}: ${reason}`);
}
