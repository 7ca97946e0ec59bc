import { generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it } from 'vitest';
import { checkConfig, resolveConfig } from '../src/index.js';
import { peerInfo } from '../src/peer-info.js';

const network = {
  listenAddresses: () => [
    '/ip4/127.0.0.1/tcp/7771/p2p/12D3KooWx',
    '/ip4/127.0.0.1/tcp/9991/ws/p2p/12D3KooWx',
  ],
};

async function infoOf(settings: Readonly<Record<string, unknown>>) {
  const config = await resolveConfig(checkConfig(settings).settings, { keyPair: generateKeyPair() });
  return peerInfo(config, network);
}

describe('what `peer.identify` tells', () => {
  it('is the external address with both ports, then the external multiaddresses', async () => {
    const { externalAddresses } = await infoOf({
      tcp_port: 7771,
      websocket_port: 9991,
      external_address: '10.50.10.10',
      external_multiaddresses: ['/dns4/nox-1/tcp/7771', '/dns4/nox-1/tcp/9991/ws'],
    });
    expect(externalAddresses).toEqual([
      '/ip4/10.50.10.10/tcp/7771',
      '/ip4/10.50.10.10/tcp/9991/ws',
      '/dns4/nox-1/tcp/7771',
      '/dns4/nox-1/tcp/9991/ws',
    ]);
  });

  it('is where it listens, without the peer id, when it has no external addresses', async () => {
    expect((await infoOf({})).externalAddresses).toEqual([
      '/ip4/127.0.0.1/tcp/7771',
      '/ip4/127.0.0.1/tcp/9991/ws',
    ]);
  });

  it('has the paths of the executables that effectors may run, each once', async () => {
    expect((await infoOf({})).allowedBinaries).toEqual(['/usr/bin/curl']);
    const effector = (wasm_cid: string, allowed_binaries: Record<string, string>) => ({
      wasm_cid,
      allowed_binaries,
    });
    const effectors = {
      a: effector('bafkreids22lgia5bqs63uigw4mqwhsoxvtnkpfqxqy5uwyyerrldsr32ce', {
        curl: '/bin/curl',
        ipfs: '/bin/ipfs',
      }),
      b: effector('bafkreia4vnrkg5kukyxyi7wqvrlylybrxycfs3xyp4cy2vnlpa5ixqn6ni', { get: '/bin/curl' }),
    };
    expect((await infoOf({ effectors })).allowedBinaries).toEqual(['/bin/curl', '/bin/ipfs']);
  });
});
