import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isUp,
  type LocalState,
  readLocalState,
  removeLocalState,
  writeLocalState,
} from '../../src/state/local-state.js';

const STATE: LocalState = {
  peers: [
    {
      name: 'nox-0',
      peerId: '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR',
      multiaddrs: [],
      http: 'http://127.0.0.1:9',
      managementPeerId: '12D3KooWQdpukY3p2DhDfUfDgphAqsGu5ZUrmQ4mcHSGrRag6gQK',
      managementKeyFile: '/tmp/key',
    },
  ],
  ipfs: { multiaddr: '/ip4/127.0.0.1/tcp/5001' },
  readyMs: 1,
  pid: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-state-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('local.json', () => {
  it('reads back what was written, and nothing after removal', async () => {
    expect(await readLocalState(dir)).toBeUndefined();
    await writeLocalState(dir, STATE);
    expect(await readLocalState(dir)).toEqual(STATE);
    await removeLocalState(dir);
    expect(await readLocalState(dir)).toBeUndefined();
  });

  it('of a version that had no IPFS is read', async () => {
    const { ipfs: _, ...before } = STATE;
    await writeFile(path.join(dir, 'local.json'), JSON.stringify(before));
    expect(await readLocalState(dir)).toEqual({ ...STATE, ipfs: { multiaddr: '' } });
  });

  it.each(['{', '{}', '[]', '{"peers": 1}'])('is refused when damaged: %s', async (text) => {
    await writeFile(path.join(dir, 'local.json'), text);
    await expect(readLocalState(dir)).rejects.toMatchObject({ code: 'STATE_UNREADABLE' });
  });
});

describe('isUp', () => {
  it('is false when nothing answers', async () => expect(await isUp(STATE)).toBe(false));
});
