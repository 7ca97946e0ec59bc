import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { holderIn, isPortTaken, portsTaken } from '../../src/network/ports-taken.js';
import { writeLocalState } from '../../src/state/local-state.js';
import { FIRST_HTTP_PORT } from '../../src/state/well-known-peers.js';

const describing = (project: string, pid = 4711) => ({
  process: { pid },
  children: [
    {
      name: 'store',
      details: { dir: path.join(project, '.fluence', 'local', 'nox-0', 'persistent', 'store') },
    },
  ],
});
const cause = new Error('Cannot listen for HTTP on 127.0.0.1:18080 (EADDRINUSE); choose another http_port');

/** Answers as a peer where the last of 64 peers would; undefined when that port is somebody's. */
async function peerAnswering(project: string): Promise<boolean> {
  const server = createServer((_, response) => void response.end(JSON.stringify(describing(project))));
  onTestFinished(() => void server.close());
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(FIRST_HTTP_PORT + 63, '127.0.0.1', () => resolve(true));
  });
}

describe('a port that is taken', () => {
  it('is told by the words of what failed', () => {
    expect(isPortTaken(cause)).toBe(true);
    expect(isPortTaken(new Error('no such file'))).toBe(false);
  });

  it('has the network named that has it, and what to do', async ({ skip }) => {
    const project = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-ports-'));
    onTestFinished(() => rm(project, { recursive: true, force: true }));
    if (!(await peerAnswering(project))) skip('another program has the port');
    expect(await portsTaken(64, () => false, cause)).toMatchObject({
      code: 'PORTS_TAKEN',
      message: `Port 18080 is taken by the local network of ${project} (process 4711); "fluence local down" there ends it. "fluence local up --free-ports" takes ports that are free`,
    });
    const ipfs = { multiaddr: '' };
    const state = { peers: [], ipfs, readyMs: 1, pid: 99, startedAt: '' };
    await writeLocalState(path.join(project, '.fluence'), state);
    expect((await portsTaken(64, () => false, cause)).message).toContain('(process 99)');
    // Of itself it says nothing.
    expect((await portsTaken(64, ({ pid }) => pid === 4711, cause)).message).toMatch(
      /^Port 18080 is taken by another program\./,
    );
  });

  it('of a chain has the network named whose chain has it, and no other', async ({ skip }) => {
    const project = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-ports-'));
    onTestFinished(() => rm(project, { recursive: true, force: true }));
    if (!(await peerAnswering(project))) skip('another program has the port');
    const message = 'Cannot listen for the indexer on localhost:8000 (EADDRINUSE)';
    const taken = Object.assign(new Error(message), { code: 'PORT_UNAVAILABLE' });
    expect((await portsTaken(64, () => false, taken)).message).toMatch(
      /^Port 8000 is taken by another program\./,
    );
    const chain = { rpc: 'http://127.0.0.1:8545', indexer: 'http://127.0.0.1:8000', chainId: 31_337 };
    const ipfs = { multiaddr: '' };
    const state = { peers: [], ipfs, chain, readyMs: 1, pid: 99, startedAt: '' };
    await writeLocalState(path.join(project, '.fluence'), state);
    expect((await portsTaken(64, () => false, taken)).message).toContain(
      `Port 8000 is taken by the local network of ${project} (process 99)`,
    );
  });

  it('is of nobody known when the peer is none of a local network', () => {
    const store = { name: 'store', details: { dir: '/srv/peer/persistent/store' } };
    expect(holderIn({ process: { pid: 1 }, children: [store] })).toBeUndefined();
    expect(holderIn({ process: { pid: 1 }, children: [] })).toBeUndefined();
  });

  it('is of a network on Windows too', () => {
    const dir = 'C:\\Users\\me\\my project\\.fluence\\local\\nox-0\\persistent\\store';
    const description = { process: { pid: 1 }, children: [{ name: 'store', details: { dir } }] };
    expect(holderIn(description)).toEqual({ project: 'C:\\Users\\me\\my project', pid: 1 });
  });
});
