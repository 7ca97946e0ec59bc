import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKuboRpc, IpfsStore, ipfsProgram } from '@noctiluca/ipfs';
import { type CallParameters, createServiceRunner } from '@noctiluca/marine';
import { generateKeyPair } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ipfsConfig } from './ipfs-program.js';
import { PARAMETERS } from './services.js';
import { makeWorkFolder, particle } from './work-folder.js';

const { signal } = new AbortController();
const folder = makeWorkFolder();
const { peerId } = generateKeyPair();
const store = new IpfsStore({ dir: join(folder.path, 'ipfs-store') });
const rpc = createKuboRpc({ port: 0 }, { store, peerId });
// on a thread, as peers have it: there the program waits for the RPC of this one
const runner = createServiceRunner({ threads: 1 });

beforeAll(async () => {
  await store.start();
  await rpc.start(signal);
});
afterAll(async () => {
  await runner.close();
  await rpc.stop(signal);
  await store.stop();
  folder.remove();
});

const CREATOR: CallParameters = {
  ...PARAMETERS,
  particle: { ...PARAMETERS.particle, initPeerId: PARAMETERS.serviceCreatorPeerId },
};

async function start() {
  const service = await runner.create(ipfsConfig('with-rpc', ipfsProgram(), folder));
  return async (name: string, args: unknown[], parameters = PARAMETERS) =>
    JSON.parse(await service.call(name, JSON.stringify(args), parameters));
}

/** A file in a particle's vault: its path for the service. */
function vaultFile(content: string, parameters = PARAMETERS): string {
  const vault = folder.makeVault(parameters);
  writeFileSync(join(vault, 'file'), content);
  return `/tmp/vault/${parameters.particle.id}-${parameters.particle.token}/file`;
}

describe('aqua-ipfs with an IPFS node', () => {
  it('moves files and DAG nodes between vaults by way of the node, and knows its addresses', async () => {
    const call = await start();
    expect(await call('set_local_api_multiaddr', [rpc.multiaddr], CREATOR)).toEqual({
      success: true,
      error: '',
    });
    expect((await call('set_external_api_multiaddr', [rpc.multiaddr], CREATOR)).error).toBe('');
    const { multiaddr } = await call('get_external_api_multiaddr', []);
    expect(multiaddr).toBe(`${rpc.multiaddr}/p2p/${peerId}`);

    const { error, hash } = await call('put', [vaultFile('some contents')]);
    expect(error).toBe('');
    expect(hash).toMatch(/^bafkrei/);
    const reader = particle('reader');
    const vault = folder.makeVault(reader);
    expect((await call('get_from', [hash, multiaddr], reader)).success).toBe(true);
    expect(readFileSync(join(vault, hash), 'utf8')).toBe('some contents');
    expect((await call('cat_from', [hash, multiaddr])).contents).toBe('some contents');

    const node = await call('dag_put', [vaultFile('{"answer":42}')]);
    expect((await call('dag_get', [node.hash], reader)).error).toBe('');
    expect(JSON.parse(readFileSync(join(vault, node.hash), 'utf8'))).toEqual({ answer: 42 });
  });

  it('says why when the node has no such contents, or does not answer', async () => {
    const call = await start();
    const absent = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku';
    expect((await call('cat', [absent])).error).toMatch(
      /^ipfs cat error: ipfs cli call failed \n"cat {2}bafk/,
    );
    const nobody = '/ip4/127.0.0.1/tcp/9';
    expect((await call('get_from', [absent, nobody])).error).toContain('does not answer');
  });
});
