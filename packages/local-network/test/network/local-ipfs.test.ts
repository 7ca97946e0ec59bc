import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createKuboClient } from '@noctiluca/ipfs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalIpfs } from '../../src/network/local-ipfs.js';

let fluenceDir: string;
beforeEach(async () => {
  fluenceDir = path.join(await mkdtemp(path.join(os.tmpdir(), 'noctiluca-local-')), '.fluence');
});
afterEach(() => rm(path.dirname(fluenceDir), { recursive: true, force: true }));

const life = () => new AbortController().signal;

describe('the IPFS of a local network', () => {
  it('stopped while it starts is down afterwards', async () => {
    const ipfs = createLocalIpfs({ fluenceDir, freePorts: true });
    const started = ipfs.start(life());
    await ipfs.stop(life());
    await started;
    const client = createKuboClient({ api: ipfs.multiaddr });
    await expect(client.id()).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  it('given up before it starts opens no port', async () => {
    const ipfs = createLocalIpfs({ fluenceDir, freePorts: true });
    await expect(ipfs.start(AbortSignal.abort(new Error('given up')))).rejects.toThrow('given up');
    expect(ipfs.multiaddr).toBe('');
    await ipfs.stop(life());
  });
});
