import { flush } from '@noctiluca/testing';
import { Counter, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.js';
import { makePeer } from '../utils/make-peer.js';
import { bytes, request } from '../utils/scripted-parts.js';

const none = {
  mailbox: () => 0,
  actors: () => 0,
  queuedBytes: () => 0,
  dataBytes: () => 0,
  tombstones: () => 0,
  kept: () => 0,
};

describe('metrics', () => {
  it('carry the names of upstream', async () => {
    const peer = await makePeer();
    const text = await peer.registry.metrics();
    for (const name of [
      'dispatcher_particles_expired_total',
      'particle_executor_interpretation_time_sec',
      'particle_executor_interpretation_successes_total',
      'particle_executor_interpretation_failures_total',
      'particle_executor_total_actors_mailbox',
      'particle_executor_alive_actors',
      'particle_executor_service_call_time_sec',
      'particle_executor_service_call_success_total',
      'particle_executor_service_call_failure_total',
      'particle_dropped_total',
    ]) {
      expect(text).toContain(`# TYPE ${name} `);
    }
  });

  it('follow a particle', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    await peer.ingest(particle);
    await peer.ingest({ ...particle, data: bytes('12345') });
    expect(await peer.metric('particle_executor_alive_actors')).toBe(1);
    expect(await peer.metric('particle_executor_total_actors_mailbox')).toBe(1);
    expect(await peer.metric('particle_executor_queued_bytes')).toBe(5);
    peer.clock.advance(40);
    peer.avm.last.finish({ callRequests: [request(1)] });
    await flush();
    peer.clock.advance(7);
    peer.host.calls[0]?.answer({ kind: 'empty' });
    await flush();
    const host = { worker_type: 'Host', peer_id: peer.keyPair.peerId };
    const text = await peer.registry.metrics();
    expect(text).toContain(`interpretation_time_sec_sum{worker_type="Host",peer_id="${host.peer_id}"} 0.04`);
    expect(text).toContain('service_call_time_sec_sum{function_kind="Service",answered_by="custom"} 0.007');
    expect(await peer.metric('particle_executor_interpretation_successes_total', host)).toBe(1);
  });

  it('tell calls apart by who answered them', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ callRequests: [1, 2, 3, 4].map((id) => request(id)) });
    await flush();
    const [one, two, three, four] = peer.host.calls;
    one?.answer({ kind: 'ok', json: '1', functionKind: 'builtin' });
    two?.answer({ kind: 'error', json: '"no"', functionKind: 'service' });
    three?.answer({ kind: 'empty' });
    four?.answer({ kind: 'not-defined' });
    await flush();
    const counted = (name: string, answered_by: string) =>
      peer.metric(`particle_executor_service_call_${name}_total`, { function_kind: 'Service', answered_by });
    expect(await counted('success', 'builtin')).toBe(1);
    expect(await counted('failure', 'service')).toBe(1);
    expect(await counted('success', 'custom')).toBe(1);
    expect(await counted('failure', 'none')).toBe(1);
    // nox's value for each of them (spec/nox.md §7.6): what is built on it adds up over our own label.
    const kinds = (await peer.registry.metrics()).matchAll(/service_call_\w+\{[^}]*function_kind="(\w+)"/g);
    expect(new Set([...kinds].map(([, kind]) => kind))).toEqual(new Set(['Service']));
  });

  it('share the counter of drops with whoever made it first', () => {
    const registry = new Registry();
    const drops = new Counter({
      name: 'particle_dropped_total',
      help: 'x',
      labelNames: ['stage', 'reason'],
      registers: [registry],
    });
    createMetrics(registry, none).dropped('send', 'expired');
    drops.inc({ stage: 'network', reason: 'malformed' });
    return expect(registry.metrics()).resolves.toContain('{stage="send",reason="expired"} 1');
  });
});
