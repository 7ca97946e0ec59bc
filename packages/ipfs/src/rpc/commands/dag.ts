import { MAX_BLOCK_BYTES } from '../../constants.js';
import { IpfsError } from '../../errors.js';
import { codecNamed } from '../../store/codecs.js';
import { byteStream, lines } from '../answers.js';
import { fileArguments, type RpcCommand } from '../request.js';
import { requireSha256 } from './block.js';

/** `dag put`: nodes given as DAG-JSON unless told otherwise, kept as DAG-CBOR unless told otherwise. */
export const dagPut: RpcCommand = async (request) => {
  const { options } = request;
  const files = await request.files();
  requireSha256(options, 'hash');
  const nodeOptions = {
    inputCodec: codecNamed(options.text('input-codec', 'dag-json')),
    storeCodec: codecNamed(options.text('store-codec', 'dag-cbor')),
    pin: options.bool('pin', false),
  };
  const put: object[] = [];
  for await (const bytes of fileArguments(request, MAX_BLOCK_BYTES)) {
    put.push({ Cid: { '/': (await files.putNode(bytes, nodeOptions)).toString() } });
  }
  if (put.length === 0) throw new IpfsError('BAD_REQUEST', 'argument "object data" is required');
  return lines(put);
};

export const dagGet: RpcCommand = async (request) => {
  const { options } = request;
  const files = await request.files();
  const [path] = options.requiredArgs('ref');
  const bytes = await files.getNode(path, codecNamed(options.text('output-codec', 'dag-json')));
  return byteStream(
    (async function* () {
      yield bytes;
    })(),
  );
};
