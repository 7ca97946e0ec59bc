import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createKuboRpc, IpfsStore, type KuboRpc } from '@noctiluca/ipfs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseIpfs } from '../../../src/commands/local/up/choose-ipfs.js';
import type { CliContext } from '../../../src/context.js';

/** Nobody listens on port 1. */
const DEAD = '/ip4/127.0.0.1/tcp/1';
const signal = new AbortController().signal;

let cwd: string;
let rpc: KuboRpc;
let said: string;
beforeEach(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-cli-'));
  said = '';
  const store = new IpfsStore({ dir: path.join(cwd, 'ipfs') });
  const peerId = '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';
  rpc = createKuboRpc({ port: 0 }, { store, peerId });
  await rpc.start(signal);
});
afterEach(async () => {
  await rpc.stop(signal);
  await rm(cwd, { recursive: true, force: true });
});

const context = (env: Record<string, string> = {}): CliContext => ({
  cwd,
  env,
  process: { stdout: { write: () => {} }, stderr: { write: (text: string) => (said += text) } },
});
const project = (ipfsAddr: string) =>
  writeFile(path.join(cwd, 'fluence.yaml'), `version: 8\naquaDependencies: {}\nipfsAddr: ${ipfsAddr}\n`);

describe('the IPFS of a local network', () => {
  it('is its own when nobody names another', async () => {
    expect(await chooseIpfs(context(), undefined)).toBeUndefined();
    expect(said).toBe('');
  });

  it('is that of the flag, then of the environment, then of the project', async () => {
    const alive = rpc.multiaddr;
    await project(alive);
    expect(await chooseIpfs(context({ FLUENCE_IPFS: DEAD }), alive)).toBe(alive);
    expect(await chooseIpfs(context({ FLUENCE_IPFS: alive }), undefined)).toBe(alive);
    expect(await chooseIpfs(context(), undefined)).toBe(alive);
  });

  it('is refused when the flag or the environment names one that does not answer', async () => {
    await expect(chooseIpfs(context(), DEAD)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    await expect(chooseIpfs(context({ FLUENCE_IPFS: DEAD }), undefined)).rejects.toMatchObject({
      code: 'UNREACHABLE',
    });
    await expect(chooseIpfs(context(), 'localhost')).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('is its own, and says why, when that of the project does not answer', async () => {
    await project(DEAD);
    expect(await chooseIpfs(context(), undefined)).toBeUndefined();
    expect(said).toContain('the network brings its own IPFS');
    expect(said).toContain('http://127.0.0.1:1');
  });
});
