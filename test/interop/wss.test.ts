import path from 'node:path';
import { generateKeyPair } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository, startScript } from '../utils/command.js';
import { webSocketOf } from '../utils/network.js';
import { type RestartablePeer, startPeer } from '../utils/peer.js';
import { CERTIFICATE, startTlsProxy, type TlsProxy } from '../utils/tls-proxy.js';

const { peerId, seed } = generateKeyPair();
let peer: RestartablePeer;
let proxy: TlsProxy;
beforeAll(async () => {
  peer = await startPeer();
  proxy = await startTlsProxy(Number(/tcp\/(\d+)/.exec(webSocketOf(peer))?.[1]));
});
afterAll(async () => {
  await proxy?.stop();
  await peer?.dispose();
});

/** Certificates are read when a process begins. */
const run = (env: NodeJS.ProcessEnv) => {
  const script = path.join(repository, 'test', 'nodes', 'client.mjs');
  const args = [Buffer.from(seed).toString('base64'), `${proxy.multiaddr}/p2p/${peer.peerId}`];
  return startScript(script, args, repository, env).finished;
};

describe('a client whose relay is behind a proxy that ends TLS', () => {
  it('reaches it by wss', async () => {
    const { code, stdout, stderr } = await run({ NODE_EXTRA_CA_CERTS: CERTIFICATE });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual([{ peerId, answers: ['echo', 'literal', 5] }]);
    expect(proxy.connections).toBeGreaterThan(0);
  });

  it('does not, where nobody vouches for the certificate', async () => {
    const { code, stdout } = await run({});
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
  });
});
