import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createKuboClient } from '@noctiluca/ipfs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NetworkStep } from '../../src/daemon/control.js';
import {
  createLocalNetwork,
  type LocalNetwork,
  readLocalState,
  startInBackground,
  stopInBackground,
} from '../../src/index.js';

let fluenceDir: string;
let network: LocalNetwork | undefined;
const soon = () => AbortSignal.timeout(20_000);

beforeEach(async () => {
  fluenceDir = path.join(await mkdtemp(path.join(os.tmpdir(), 'noctiluca-local-')), '.fluence');
});
afterEach(async () => {
  await network?.stop(soon());
  network = undefined;
  await stopInBackground(fluenceDir);
  await rm(path.dirname(fluenceDir), { recursive: true, force: true });
});

const start = async (init: Parameters<typeof createLocalNetwork>[0]) => {
  network = createLocalNetwork(init);
  await network.start(new AbortController().signal);
  return network;
};
const json = async (url: string) => (await fetch(url)).json();

describe('createLocalNetwork', () => {
  it.each([0, -1, 1.5, 65])('refuses %d peers', (peers) => {
    expect(() => createLocalNetwork({ fluenceDir, peers })).toThrow(
      expect.objectContaining({ code: 'BAD_PEER_COUNT' }),
    );
  });

  it('runs peers on loopback only, joined to one another, with one management key', async () => {
    const { peers } = await start({ fluenceDir, peers: 3, freePorts: true });
    expect(peers.map(({ name }) => name)).toEqual(['nox-0', 'nox-1', 'nox-2']);
    for (const { multiaddrs, http, peerId } of peers) {
      expect(multiaddrs.every((address) => address.startsWith('/ip4/127.0.0.1/'))).toBe(true);
      expect(await json(`${http}/peer_id`)).toEqual({ peer_id: peerId });
      await expect.poll(async () => (await fetch(`${http}/health`)).status).toBe(200);
    }
    expect(new Set(peers.map(({ managementPeerId }) => managementPeerId)).size).toBe(1);
    const seed = (await readFile(peers[0]!.managementKeyFile, 'utf8')).trim();
    expect(Buffer.from(seed, 'base64')).toHaveLength(32);
  });

  it('runs each peer in a process of its own when isolated', async () => {
    const { peers } = await start({ fluenceDir, peers: 2, freePorts: true, isolate: true });
    const pids = await Promise.all(
      peers.map(
        async ({ http }) =>
          ((await json(`${http}/api/describe`)) as { process: { pid: number } }).process.pid,
      ),
    );
    expect(new Set([...pids, process.pid]).size).toBe(3);
  });

  it('names the peer whose port is taken, and leaves nothing running', async () => {
    const { peers } = await start({ fluenceDir, peers: 1, freePorts: true });
    const port = Number(new URL(peers[0]!.http).port);
    const steps: string[] = [];
    const init = { fluenceDir: `${fluenceDir}-2`, peers: 1, freePorts: true, settings: { http_port: port } };
    const second = createLocalNetwork(init, { onStep: ({ part, state }) => steps.push(`${part} ${state}`) });
    await expect(second.start(new AbortController().signal)).rejects.toMatchObject({
      code: 'PEER_FAILED',
      message: expect.stringContaining('nox-0'),
    });
    expect(steps).toContain('avm done');
    expect(steps.at(-1)).toBe('nox-0 failed');
    await second.stop(soon());
    await rm(`${fluenceDir}-2`, { recursive: true, force: true });
  });
});

describe('a local network in the background', () => {
  it('outlives its starter, is found by local.json, and ends when told', async () => {
    const steps: string[] = [];
    const onStep = ({ part, state }: NetworkStep) => state === 'done' && steps.push(part);
    const state = await startInBackground({ fluenceDir, peers: 1, freePorts: true }, { onStep });
    expect(steps.sort()).toEqual(['avm', 'discovery', 'ipfs', 'nox-0']);
    expect(await readLocalState(fluenceDir)).toEqual(state);
    await expect(startInBackground({ fluenceDir, peers: 1, freePorts: true })).rejects.toMatchObject({
      code: 'ALREADY_UP',
    });
    expect((await stopInBackground(fluenceDir)).state?.pid).toBe(state.pid);
    expect(() => process.kill(state.pid, 0)).toThrow('ESRCH');
    expect(await readLocalState(fluenceDir)).toBeUndefined();
  });

  it('starts again over the leftovers of one that was killed', async () => {
    const first = await startInBackground({ fluenceDir, peers: 1, freePorts: true });
    process.kill(first.pid, 'SIGKILL');
    const second = await startInBackground({ fluenceDir, peers: 1, freePorts: true });
    expect(second.pid).not.toBe(first.pid);
    expect(second.peers[0]?.managementPeerId).toBe(first.peers[0]?.managementPeerId);
  });

  it('is not forgotten when it does not answer, and is found when its state file is gone', async () => {
    const { pid } = await startInBackground({ fluenceDir, peers: 1, freePorts: true });
    process.kill(pid, 'SIGSTOP');
    try {
      await expect(startInBackground({ fluenceDir, peers: 1, freePorts: true })).rejects.toMatchObject({
        code: 'ALREADY_UP',
        message: expect.stringMatching(new RegExp(`process ${pid}\\); it does not answer`)),
      });
      expect((await readLocalState(fluenceDir))?.pid).toBe(pid);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await rm(path.join(fluenceDir, 'local.json'));
    expect(await stopInBackground(fluenceDir)).toEqual({ wasUp: true, state: undefined });
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('is started once when two ask at the same time', async () => {
    const asked = [1, 2].map(() => startInBackground({ fluenceDir, peers: 1, freePorts: true }));
    const answers = await Promise.allSettled(asked);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refusal = answers.find((answer) => answer.status === 'rejected');
    expect(refusal?.reason.message).toContain('is already up');
    const state = answers.find((answer) => answer.status === 'fulfilled')?.value;
    expect(await readLocalState(fluenceDir)).toEqual(state);
  });

  it('says so when there is nothing to end', async () => {
    expect(await stopInBackground(fluenceDir)).toEqual({ wasUp: false, state: undefined });
  });
});

describe('IPFS of a local network', () => {
  it('is the network’s own, kept over restarts, and its peers may use it', async () => {
    const first = await start({ fluenceDir, peers: 1, freePorts: true });
    const cid = await createKuboClient({ api: first.ipfs }).add(Buffer.from('kept'));
    await first.stop(soon());
    const next = await start({ fluenceDir, peers: 1, freePorts: true });
    const contents = await createKuboClient({ api: next.ipfs }).cat(cid);
    expect(Buffer.from(contents).toString()).toBe('kept');
    const config = await (await fetch(`${next.peers[0]!.http}/config`)).text();
    expect(config).toContain(`local_api_multiaddr = "${next.ipfs}"`);
  });

  it('is the user’s when one is named', async () => {
    const ipfs = '/ip4/127.0.0.1/tcp/1';
    expect((await start({ fluenceDir, peers: 1, freePorts: true, ipfs })).ipfs).toBe(ipfs);
  });
});
