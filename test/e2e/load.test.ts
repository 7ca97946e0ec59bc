import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { echoOn } from '../utils/air.js';
import { connectClient, type TestClient } from '../utils/client.js';
import { makeNetwork, type TestNetwork } from '../utils/network.js';
import { metric, metricOfAll } from '../utils/observe.js';

const CLIENTS = 10;
const PARTICLES = 1_000;
/** Long enough for 3,000 AVM invocations on a busy machine; what is left of it is waited for. Milliseconds. */
const TTL_MS = 15_000;
/** What a particle may weigh on a peer: script, data of five calls, and the fixed weight of an actor. */
const BYTES_PER_PARTICLE = 16 * 1024;

describe('1,000 concurrent particles from 10 clients over 3 peers', () => {
  let network: TestNetwork;
  let clients: TestClient[];
  let answers: PromiseSettledResult<unknown[]>[];
  const expected = Array.from({ length: PARTICLES }, (_, index) => [`particle ${index}`]);

  beforeAll(async () => {
    network = await makeNetwork(3);
    const relayOf = (index: number) => network.peers[index % network.peers.length]!;
    clients = await Promise.all(Array.from({ length: CLIENTS }, (_, index) => connectClient(relayOf(index))));
    answers = await Promise.allSettled(
      expected.map(([text], index) => {
        const client = clients[index % CLIENTS]!;
        const relay = relayOf(index % CLIENTS);
        const target = relayOf((index % CLIENTS) + 1 + (index % 2));
        return client.execute(echoOn(target.peerId, relay.peerId, client.peerId, text!), { ttl: TTL_MS });
      }),
    );
  }, 90_000);
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.stop()));
    await network.stop();
  });

  it('answers each of them, each with its own answer', () => {
    const lost = answers.flatMap((answer, index) =>
      answer.status === 'rejected' ? [`${index}: ${answer.reason}`] : [],
    );
    expect(lost).toEqual([]);
    const values = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : undefined));
    expect(values).toEqual(expected);
  });

  it('agrees in its counters: what was sent was received, what was asked for was called, nothing was dropped', async () => {
    const { peers } = network;
    const sent = () => metricOfAll(peers, 'connectivity_particle_send_success_total');
    const received = await metricOfAll(peers, 'connection_pool_received_particles_total');
    const receivedByClients = clients.reduce((sum, client) => sum + client.received, 0);
    // Those that took the last of them say so a little later.
    await expect.poll(sent).toBe(received + receivedByClients - PARTICLES);
    // client, relay, target, relay, client
    expect(received).toBe(3 * PARTICLES);
    expect(receivedByClients).toBe(PARTICLES);
    expect(await metricOfAll(peers, 'particle_executor_service_call_success_total')).toBe(3 * PARTICLES);
    expect(await metricOfAll(peers, 'particle_executor_service_call_failure_total')).toBe(0);
    expect(await metricOfAll(peers, 'particle_executor_interpretation_failures_total')).toBe(0);
    expect(await metricOfAll(peers, 'particle_dropped_total')).toBe(0);
    expect(await metricOfAll(peers, 'connection_pool_dropped_frames_total')).toBe(0);
  });

  it('keeps the particles that live, and no more than they weigh', async () => {
    for (const peer of network.peers) {
      const actors = await metric(peer, 'particle_executor_alive_actors');
      expect(actors).toBeLessThanOrEqual(PARTICLES);
      expect(await metric(peer, 'particle_executor_data_bytes')).toBeLessThanOrEqual(
        actors * BYTES_PER_PARTICLE,
      );
      expect(await metric(peer, 'particle_executor_total_actors_mailbox')).toBe(0);
      expect(await metric(peer, 'particle_executor_queued_bytes')).toBe(0);
      expect(await metric(peer, 'connection_pool_particle_queue_size')).toBe(0);
    }
  });

  it('forgets them all when they have expired', async () => {
    const gauges = ['alive_actors', 'total_actors_mailbox', 'queued_bytes', 'data_bytes'];
    const left = async () =>
      Promise.all(gauges.map((name) => metricOfAll(network.peers, `particle_executor_${name}`)));
    await vi.waitFor(async () => expect(await left()).toEqual([0, 0, 0, 0]), {
      timeout: 2 * TTL_MS,
      interval: 200,
    });
    expect(await metricOfAll(network.peers, 'particle_dropped_total')).toBe(0);
  });
});
