import { flush } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { makePeer, NOTHING } from './utils/make-peer.js';
import { request } from './utils/scripted-parts.js';

const never = new AbortController().signal;

describe('stopping', () => {
  it('lets running particles finish and takes no new ones', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle());
    let stopped = false;
    const stop = peer.aquamarine.stop(never).then(() => {
      stopped = true;
    });
    await peer.ingest(peer.particle({ id: 'late' }));
    peer.avm.last.finish({ callRequests: [request(1)] });
    await flush();
    peer.host.calls[0]?.answer({ kind: 'empty' });
    await flush();
    expect(stopped).toBe(false);
    peer.avm.last.finish({ nextPeerIds: [peer.client.peerId] });
    await stop;
    expect(peer.network.sent).toHaveLength(1);
    expect(peer.dropped()).toEqual(['dispatcher not-running']);
    expect(peer.facts()).toEqual(NOTHING);
    expect(peer.clock.pendingTimers).toBe(0);
  });

  it('aborts what is left after the grace period', async () => {
    const peer = await makePeer({ graceMs: 500 });
    await peer.ingest(peer.particle({ ttl: 60_000 }));
    peer.avm.last.finish({ callRequests: [request(1)] });
    await flush();
    const stop = peer.aquamarine.stop(never);
    await flush();
    peer.clock.advance(499);
    expect(peer.host.calls[0]?.context.signal.aborted).toBe(false);
    peer.clock.advance(1);
    await flush();
    expect(peer.host.calls[0]?.context.signal.aborted).toBe(true);
    peer.host.calls[0]?.answer({ kind: 'error', json: '"aborted"' });
    await stop;
    expect(peer.facts()).toEqual(NOTHING);
    expect(peer.dropped()).toEqual(['call late-result']);
  });

  it('aborts sends over connections that stand too', async () => {
    const peer = await makePeer({ graceMs: 500 });
    peer.network.slow = true;
    peer.network.connected.add(peer.client.peerId);
    await peer.ingest(peer.particle({ ttl: 60_000 }));
    peer.avm.last.finish({ nextPeerIds: [peer.client.peerId] });
    await flush();
    const stop = peer.aquamarine.stop(never);
    await flush();
    expect(peer.network.sent[0]?.signal?.aborted).toBe(false);
    peer.clock.advance(500);
    await flush();
    expect(peer.network.sent[0]?.signal?.aborted).toBe(true);
    peer.network.sent[0]?.finish({ status: 'timed-out', afterMs: 500, detail: 'the caller gave up' });
    await stop;
    expect(peer.dropped()).toEqual(['send stopped']);
    expect(peer.facts()).toEqual(NOTHING);
  });

  it('does not wait for what ignores the abort longer than another grace period, and says so', async () => {
    const peer = await makePeer({ graceMs: 500 });
    await peer.ingest(peer.particle({ ttl: 60_000 }));
    const stop = peer.aquamarine.stop(never);
    await flush();
    peer.clock.advance(500);
    await flush();
    peer.clock.advance(500);
    await stop;
    expect(peer.logs.at(-1)).toMatchObject({ level: 'warn', fields: { underWay: 1 } });
    peer.avm.last.finish({ callRequests: [request(1)] });
    await flush();
    expect(peer.host.calls).toEqual([]);
    expect(peer.dropped()).toEqual(['actor stopped']);
    expect(peer.facts()).toEqual(NOTHING);
  });

  it('hurries when its own time is over', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle({ ttl: 60_000 }));
    const abort = new AbortController();
    const stop = peer.aquamarine.stop(abort.signal);
    await flush();
    abort.abort();
    await stop;
    expect(peer.facts()).toMatchObject({ actors: 0, underWay: 1 });
  });

  it('turns away those who wait for room', async () => {
    const peer = await makePeer({ bounds: { maxQueuedParticles: 2, maxConcurrentRuns: 1 }, graceMs: 0 });
    const all = [];
    for (const id of ['a', 'b', 'c']) {
      all.push(peer.ingest(peer.particle({ id })));
      await flush();
    }
    const stop = peer.aquamarine.stop(never);
    await Promise.all(all);
    expect(peer.dropped()).toContain('dispatcher not-running');
    peer.clock.advance(0);
    await flush();
    peer.avm.last.finish();
    await stop;
    expect(peer.facts()).toEqual(NOTHING);
  });

  it('twice is nothing, starting twice is an error', async () => {
    const peer = await makePeer();
    await expect(peer.aquamarine.start(never)).rejects.toMatchObject({ code: 'AQUAMARINE_ALREADY_STARTED' });
    await peer.aquamarine.stop(never);
    await peer.aquamarine.stop(never);
    await expect(peer.aquamarine.start(never)).rejects.toThrow('aquamarine is stopped');
  });
});
