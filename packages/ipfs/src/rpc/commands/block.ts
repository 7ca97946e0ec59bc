import { messageOf } from '@noctiluca/common/thrown';
import { MAX_BLOCK_BYTES } from '../../constants.js';
import { IpfsError } from '../../errors.js';
import { codecNamed } from '../../store/codecs.js';
import { byteStream, json, lines } from '../answers.js';
import { fileArguments, type RpcCommand, type RpcOptions } from '../request.js';

export const blockGet: RpcCommand = async (request) => {
  const { options } = request;
  const files = await request.files();
  const [cid] = options.requiredArgs('cid');
  const { bytes } = await files.getBlock(cid);
  return byteStream(
    (async function* () {
      yield bytes;
    })(),
  );
};

export const blockStat: RpcCommand = async (request) => {
  const { options } = request;
  const files = await request.files();
  const { cid, bytes } = await files.getBlock(options.requiredArgs('cid')[0]);
  return json({ Key: cid.toString(), Size: bytes.byteLength });
};

export const blockPut: RpcCommand = async (request) => {
  const { options } = request;
  const files = await request.files();
  requireSha256(options, 'mhtype');
  const { codec, version } = blockFormat(options);
  const pin = options.bool('pin', false);
  const put: object[] = [];
  for await (const bytes of fileArguments(request, MAX_BLOCK_BYTES)) {
    const cid = await files.putBlock(bytes, codec, { version, pin });
    put.push({ Key: cid.toString(), Size: bytes.byteLength });
  }
  if (put.length === 0) throw new IpfsError('BAD_REQUEST', 'argument "data" is required');
  return lines(put);
};

/** `cid-codec`, or the older `format`, where `v0` is CIDv0 of a dag-pb block and `protobuf` its CIDv1. */
function blockFormat(options: RpcOptions) {
  const format = options.text('format', '');
  if (format === 'v0') return { codec: codecNamed('dag-pb'), version: 0 as const };
  if (format === 'protobuf') return { codec: codecNamed('dag-pb'), version: 1 as const };
  return { codec: codecNamed(format || options.text('cid-codec', 'raw')), version: 1 as const };
}

/** @throws IpfsError `UNSUPPORTED` */
export function requireSha256(options: RpcOptions, name: string): void {
  const hash = options.text(name, 'sha2-256');
  if (hash !== 'sha2-256')
    throw new IpfsError('UNSUPPORTED', `unrecognized hash function: ${hash.slice(0, 64)}`);
}

/** A line for each CID; one that cannot be removed has `Error`, as in Kubo. */
export const blockRm: RpcCommand = async (request) => {
  const { options } = request;
  const files = await request.files();
  const [force, quiet] = [options.bool('force', false), options.bool('quiet', false)];
  const answer: object[] = [];
  for (const text of options.requiredArgs('cid')) {
    try {
      const cid = await files.removeBlock(text);
      if (!quiet) answer.push({ Hash: cid.toString() });
    } catch (error) {
      if (error instanceof IpfsError && error.code === 'NOT_FOUND' && force) continue;
      answer.push({ Hash: text, Error: messageOf(error) });
    }
  }
  return lines(answer);
};
