import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveRelay } from '../../src/client/relay.js';

const ID = '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';
const peer = (index: number) => ({
  name: `nox-${index}`,
  peerId: `${ID.slice(0, -1)}${index + 1}`,
  multiaddrs: [`/ip4/127.0.0.1/tcp/777${index}/p2p/${ID}`, `/ip4/127.0.0.1/tcp/999${index}/ws/p2p/${ID}`],
  http: 'http://127.0.0.1:1',
  managementPeerId: ID,
  managementKeyFile: '/tmp/key',
});

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-relay-'));
  const state = { peers: [peer(0), peer(1)], ipfs: { multiaddr: '' }, readyMs: 1, pid: 1, startedAt: '' };
  await writeFile(path.join(dir, 'local.json'), JSON.stringify(state));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('resolveRelay', () => {
  it('takes a WebSocket multiaddr as it is', async () => {
    const address = `/dns4/example.com/tcp/443/wss/p2p/${ID}`;
    expect(await resolveRelay(dir, address)).toBe(address);
  });

  it.each(['local-1', 'nox-1', peer(1).peerId])(
    'finds the peer of the local network by %s',
    async (wanted) => {
      expect(await resolveRelay(dir, wanted)).toContain('/tcp/9991/ws');
    },
  );

  it('takes any peer of the local network when none is named', async () => {
    expect(await resolveRelay(dir, undefined)).toMatch(/\/tcp\/999[01]\/ws\/p2p\//);
  });

  it.each([`/ip4/127.0.0.1/tcp/7771/p2p/${ID}`, '/ip4/127.0.0.1/tcp/9991/ws', 'local-7', 'kras-0'])(
    'refuses %s and says what would do',
    (wanted) => expect(resolveRelay(dir, wanted)).rejects.toMatchObject({ code: 'RELAY_UNKNOWN' }),
  );

  it('says how to start a network when none is up', async () => {
    await rm(path.join(dir, 'local.json'));
    await expect(resolveRelay(dir, undefined)).rejects.toMatchObject({
      code: 'NO_LOCAL_NETWORK',
      message: expect.stringContaining('fluence local up'),
    });
  });
});
