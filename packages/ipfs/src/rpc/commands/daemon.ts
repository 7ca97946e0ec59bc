import { base58btc } from 'multiformats/bases/base58';
import { AGENT_VERSION, KUBO_VERSION } from '../../constants.js';
import { IpfsError } from '../../errors.js';
import { json, lineStream } from '../answers.js';
import type { RpcCommand } from '../request.js';

/** `id`: a key and no addresses. */
export const id: RpcCommand = async ({ options, peerId }) => {
  const [asked = peerId] = options.args();
  if (asked !== peerId) throw new IpfsError('UNSUPPORTED', `cannot look up ${asked.slice(0, 200)}: ${ALONE}`);
  return json({
    ID: peerId,
    PublicKey: publicKeyOf(peerId),
    Addresses: [],
    AgentVersion: AGENT_VERSION,
    Protocols: [],
  });
};

/** Base64 of the key that an id with an identity hash (`12D3KooW…`) holds behind the two bytes of that hash. */
function publicKeyOf(peerId: string): string {
  const multihash = base58btc.decode(`z${peerId}`);
  return multihash[0] === 0 ? Buffer.from(multihash.subarray(2)).toString('base64') : '';
}

export const version: RpcCommand = async () =>
  json({
    Version: KUBO_VERSION,
    Commit: 'noctiluca',
    Repo: '15',
    System: `${process.arch}/${process.platform}`,
    Golang: '',
  });

const ALONE = 'this node keeps files of one machine and connects to nobody';

/** `swarm connect`: never a success. */
export const swarmConnect: RpcCommand = async ({ options }) => {
  const [address] = options.requiredArgs('address');
  const to = /\/(?:p2p|ipfs)\/([A-Za-z0-9]{1,128})$/.exec(address)?.[1] ?? address.slice(0, 200);
  throw new IpfsError('UNSUPPORTED', `connect ${to} failure: ${ALONE}`);
};

export const repoGc: RpcCommand = async ({ files, signal }) =>
  lineStream(removed((await files()).collectGarbage(signal)));

async function* removed(cids: AsyncIterable<{ toString(): string }>) {
  for await (const cid of cids) yield { Key: { '/': cid.toString() } };
}

export const repoStat: RpcCommand = async ({ files }) => {
  const opened = await files();
  const { blocks, usedBytes, maxBytes } = opened.stats();
  return json({
    RepoSize: usedBytes,
    StorageMax: maxBytes,
    NumObjects: blocks,
    RepoPath: opened.dir,
    Version: 'fs-repo@15',
  });
};
