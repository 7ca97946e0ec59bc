import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, call, seq } from '../utils/air.js';
import { connectClient, type TestClient } from '../utils/client.js';
import { metric, traceOf } from '../utils/observe.js';
import { type RestartablePeer, startPeer } from '../utils/peer.js';

let peer: RestartablePeer;
let client: TestClient;

beforeAll(async () => {
  peer = await startPeer({ dev_mode: { enable: true } });
  client = await connectClient(peer);
});
afterAll(async () => {
  await client.stop();
  await peer.dispose();
});

const droppedOf = async (particleId: string) =>
  (await traceOf(peer, particleId)).filter(({ kind }) => kind === 'dropped');

const onWorker = (workerId: string) =>
  client.execute(
    seq(
      call(peer.peerId, 'op', 'noop', []),
      call(workerId, 'sig', 'get_peer_id', [], 'me'),
      call(workerId, 'srv', 'list', [], 'services'),
      answer(client.peerId, 'me', 'services'),
    ),
  );

const onHost = (fn: string, ...args: string[]) =>
  client.execute(seq(call(peer.peerId, 'worker', fn, args, 'result'), answer(client.peerId, 'result')));

describe('a worker of a peer in dev mode', () => {
  let workerId: string;

  it('is made for a client, and particles hop to it and back without leaving the process', async () => {
    [workerId] = (await onHost('create', '"some deal"')) as [string];
    expect(await onHost('list')).toEqual([[workerId]]);
    const sent = () => metric(peer, 'connectivity_particle_send_success_total');
    const before = await sent();
    expect(await onWorker(workerId)).toEqual([workerId, []]);
    // The answers to the client, and nothing else; its word that it has them comes a little later.
    await expect.poll(sent).toBe(before + 1);
  });

  it('is found by one script that makes it and calls it', async () => {
    const script = seq(
      call(peer.peerId, 'worker', 'create', ['"another"'], 'worker'),
      '(call worker ("sig" "get_peer_id") [] me)',
      call(peer.peerId, 'worker', 'remove', ['worker']),
      answer(client.peerId, 'worker', 'me'),
    );
    const [made, me] = await client.execute(script);
    expect(me).toBe(made);
    expect(await onHost('list')).toEqual([[workerId]]);
  });

  it('is there after a restart', async () => {
    await client.stop();
    await peer.stop();
    await peer.startAgain();
    client = await connectClient(peer);
    expect(await onWorker(workerId)).toEqual([workerId, []]);
  });

  it('takes no particles of strangers once it is gone: the trace says so', async () => {
    const [gone] = (await onHost('create', '"short"')) as [string];
    await onHost('remove', `"${gone}"`);
    const particle = client.particle(call(gone, 'op', 'noop', []));
    await client.send(particle);
    await expect.poll(() => droppedOf(particle.id)).toMatchObject([{ stage: 'send' }]);
  });
});

describe('an inactive worker', () => {
  it('runs nothing for others, and the trace says why', async () => {
    const [workerId] = (await onHost('create', '"idle"')) as [string];
    await onHost('deactivate', '"idle"');
    expect(await onHost('is_active', '"idle"')).toEqual([false]);
    const particle = client.particle(
      seq(call(peer.peerId, 'op', 'noop', []), call(workerId, 'op', 'noop', [])),
    );
    await client.send(particle);
    const dropped = [{ stage: 'actor', reason: 'inactive-scope', detail: workerId }];
    await expect.poll(() => droppedOf(particle.id)).toMatchObject(dropped);
  });
});
