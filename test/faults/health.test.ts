import { HOST_SCOPE } from '@noctiluca/host';
import type { Node } from '@noctiluca/node';
import { afterEach, describe, expect, it } from 'vitest';
import { call, echo, seq } from '../utils/air.js';
import { connectClient, type TestClient } from '../utils/client.js';
import { type RestartablePeer, startPeer } from '../utils/peer.js';

const HOUR_MS = 3_600_000;
const WAIT = { timeout: 60_000, interval: 50 };

let peer: RestartablePeer;
let node: Node;
const clients: TestClient[] = [];

async function begin(noctiluca: Record<string, unknown>, settings: Record<string, unknown> = {}) {
  const more = { noctiluca: { log_level: 'silent', max_particle_ttl: '1h', ...noctiluca }, ...settings };
  peer = await startPeer(more, undefined, (one) => {
    node = one;
  });
}

async function connect(): Promise<TestClient> {
  const client = await connectClient(peer);
  clients.push(client);
  return client;
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.stop()));
  await peer.dispose();
});

/** Status of `/health`, and the checks that are not `Ok`. */
async function health(): Promise<{ status: number; bad: Record<string, string> }> {
  const response = await fetch(`${peer.http}/health`);
  const checks = Object.assign({}, ...((await response.json()) as object[])) as Record<string, string>;
  const bad = Object.fromEntries(Object.entries(checks).filter(([, verdict]) => verdict !== 'Ok'));
  return { status: response.status, bad };
}

const WELL = { status: 200, bad: {} };
const warning = (check: string) => ({ status: 429, bad: { [check]: 'Warn' } });

describe('/health', () => {
  it('warns of a table that is full, until particles have ended', async () => {
    await begin({ shares: { max_actors: 32 } });
    expect(await health()).toEqual(WELL);
    const client = await connect();
    for (let i = 0; i < 32; i++) await client.send(client.particle('(null)', { ttl: 3_000 }));
    expect(await health()).toEqual(warning('particle_table'));
    await expect.poll(health, WAIT).toEqual(WELL);
  });

  it('warns of memory that is full, until particles have ended', async () => {
    await begin({ shares: { max_memory: '8 MiB' } });
    const client = await connect();
    const padded = `(null)${' '.repeat(200_000)}`;
    for (let i = 0; i < 60; i++) await client.send(client.particle(padded, { ttl: 5_000 }));
    expect(await health()).toEqual(warning('particle_memory'));
    await expect.poll(health, WAIT).toEqual(WELL);
  });

  it('warns while particles wait for the AVM for more than a second', async () => {
    await begin({ avm_patience: '10s', avm_deadline: '3s' }, { aquavm_pool_size: 1 });
    const all = await Promise.all([connect(), connect(), connect(), connect(), connect()]);
    const [attacker, ...honest] = all as [TestClient, ...TestClient[]];
    const folds = Array.from({ length: 8 }, (_, i) => i).reduce(
      (body, i) => `(fold xs i${i} (seq ${body} (next i${i})))`,
      '(null)',
    );
    const array = call(peer.peerId, 'op', 'array', Array(10).fill('1'), 'xs');
    await attacker.send(attacker.particle(seq(array, folds), { ttl: HOUR_MS }));
    const answers = honest.map((client) => client.execute(echo(peer.peerId, client.peerId, 'x')));
    await expect.poll(health, WAIT).toEqual(warning('avm_queue'));
    await Promise.all(answers);
    await expect.poll(health, WAIT).toEqual(WELL);
  });

  it('warns of spells that are late, until they ran', async () => {
    await begin({ spells: { max_concurrent_runs: 1 } });
    const install = (script: string, inSec: number) =>
      node.parts.spells.install({
        scope: HOST_SCOPE,
        script,
        data: {},
        triggerConfig: {
          clock: { start_sec: Math.ceil(Date.now() / 1000) + inSec, end_sec: 0, period_sec: 0 },
          connections: { connect: false, disconnect: false },
          blockchain: { start_block: 0, end_block: 0 },
        },
      });
    await install(call(peer.peerId, 'peer', 'timeout', ['9000', '"x"']), 0);
    await install('(null)', 1);
    await expect.poll(health, WAIT).toEqual(warning('spells_late'));
    await expect.poll(health, WAIT).toEqual(WELL);
  });

  it('fails for a disk with less room than it should have', async () => {
    await begin({ disk_reserve: '8000 TiB' });
    expect(await health()).toEqual({ status: 429, bad: { disk: 'Fail' } });
  });
});
