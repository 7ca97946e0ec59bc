import { flush } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { makePeer } from '../utils/make-peer.js';
import { bytes, request, text } from '../utils/scripted-parts.js';

describe('an actor', () => {
  it('feeds its mailbox first in, first out, one invocation at a time, each with the last data', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    for (const data of ['1', '2', '3']) await peer.ingest({ ...particle, data: bytes(data) });
    expect(peer.avm.runs).toHaveLength(1);
    for (const data of ['a', 'b', 'c']) {
      peer.avm.last.finish({ data: bytes(data) });
      await flush();
    }
    expect(peer.avm.runs.map(({ request }) => [text(request.prevData), text(request.data)])).toEqual([
      ['', '1'],
      ['a', '2'],
      ['b', '3'],
    ]);
    expect(new Set(peer.avm.runs.map((run) => run.affinity)).size).toBe(1);
  });

  it('keeps the data of a failed script too, and applies its effects', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    await peer.ingest(particle);
    peer.avm.last.finish({
      retCode: 10_006,
      errorMessage: 'fail',
      data: bytes('new'),
      callRequests: [request(1)],
    });
    await flush();
    expect(peer.host.calls).toHaveLength(1);
    await peer.ingest({ ...particle, data: bytes('more') });
    expect(text(peer.avm.last.request.prevData)).toBe('new');
    expect(peer.trace.trace('particle')[1]).toMatchObject({
      kind: 'interpreted',
      retCode: 10_006,
      error: 'fail',
    });
    expect(await peer.metric('particle_executor_nonzero_ret_codes_total', { range: 'catchable' })).toBe(1);
    expect(peer.logs).toMatchObject([{ level: 'debug', fields: { retCode: 10_006, errorMessage: 'fail' } }]);
  });

  it('counts soft limits that AquaVM reports', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ exceeded: { air: true, particle: false, callResult: true } });
    await flush();
    const name = 'particle_executor_soft_limits_exceeded_total';
    expect(await peer.metric(name, { limit: 'air' })).toBe(1);
    expect(await peer.metric(name, { limit: 'particle' })).toBe(0);
    expect(await peer.metric(name, { limit: 'callResult' })).toBe(1);
  });

  it('takes every finished result and one particle per turn', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    await peer.ingest(particle);
    peer.avm.last.finish({ callRequests: [request(1), request(2), request(3)] });
    await flush();
    await peer.ingest({ ...particle, data: bytes('busy') });
    peer.host.calls[0]?.answer({ kind: 'ok', json: '1' });
    peer.host.calls[2]?.answer({ kind: 'ok', json: '3' });
    await peer.ingest({ ...particle, data: bytes('next') });
    await flush();
    expect(peer.avm.last.request.callResults.size).toBe(0);
    peer.avm.last.finish();
    await flush();
    expect(text(peer.avm.last.request.data)).toBe('next');
    expect([...peer.avm.last.request.callResults.keys()]).toEqual([1, 3]);
  });

  it('feeds results alone with empty data, those of one round of the event loop together', async () => {
    const peer = await makePeer();
    peer.host.answer = () => ({ kind: 'empty' });
    await peer.ingest(peer.particle({ data: bytes('in') }));
    peer.avm.last.finish({ callRequests: [request(1), request(2), request(3)] });
    await flush();
    expect(peer.avm.runs).toHaveLength(2);
    expect(peer.avm.last.request.data).toEqual(new Uint8Array(0));
    expect(peer.avm.last.request.callResults).toEqual(
      new Map([1, 2, 3].map((id) => [id, { retCode: 0, result: '""' }])),
    );
  });

  it('does not wait for the open calls of the same particle', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ callRequests: [request(1), request(2)] });
    await flush();
    peer.host.calls[1]?.answer({ kind: 'empty' });
    await flush();
    expect([...peer.avm.last.request.callResults.keys()]).toEqual([2]);
  });

  it('is one per signature: an equal id alone joins nothing', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle({ id: 'same', script: '(null)' }));
    await peer.ingest(peer.particle({ id: 'same', script: '(seq (null) (null))' }));
    expect(peer.avm.runs).toHaveLength(2);
    expect(peer.facts()).toMatchObject({ actors: 2 });
    expect(new Set(peer.avm.runs.map((run) => run.affinity)).size).toBe(2);
  });

  it('refuses more than its mailbox holds', async () => {
    const peer = await makePeer({ bounds: { maxMailbox: 2 } });
    const particle = peer.particle();
    for (let i = 0; i < 4; i++) await peer.ingest(particle);
    expect(peer.dropped()).toEqual(['actor mailbox-full']);
  });
});

describe('turns of many actors', () => {
  it('are waited for, and it is told how long; whatever runs does not wait', async () => {
    const peer = await makePeer();
    const waitMs = () => peer.aquamarine.describe?.().oldestWaitMs;
    await peer.ingest(peer.particle({ id: 'runs' }));
    peer.clock.advance(3_000);
    expect(waitMs()).toBe(0);
    await peer.ingest(peer.particle({ id: 'waits' }));
    peer.clock.advance(2_000);
    expect(waitMs()).toBe(2_000);
    for (const run of peer.avm.runs) run.finish();
    await flush();
    expect(waitMs()).toBe(0);
  });

  it('run so many at a time, in the order in which they got work', async () => {
    const peer = await makePeer({ bounds: { maxConcurrentRuns: 2 } });
    for (const id of ['a', 'b', 'c', 'd']) await peer.ingest(peer.particle({ id }));
    expect(peer.avm.runs).toHaveLength(2);
    peer.avm.runs[1]?.finish();
    await flush();
    peer.avm.runs[0]?.finish();
    await flush();
    expect(peer.avm.runs.map((run) => run.request.particleId)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('an AVM that fails', () => {
  it.each([
    ['AVM_DEADLINE', 'avm-deadline'],
    ['AVM_TRAP', 'avm-trap'],
    ['AVM_MALFORMED_OUTCOME', 'avm-malformed-outcome'],
    ['SOMETHING', 'avm-error'],
  ])('with %s loses the turn, not the data nor the next particle', async (code, reason) => {
    const peer = await makePeer();
    const particle = peer.particle();
    await peer.ingest(particle);
    peer.avm.last.finish({ data: bytes('good') });
    await flush();
    await peer.ingest({ ...particle, data: bytes('bad') });
    await peer.ingest({ ...particle, data: bytes('fine') });
    peer.avm.last.fail(code);
    await flush();
    expect(peer.dropped()).toEqual([`avm ${reason}`]);
    expect(text(peer.avm.last.request.prevData)).toBe('good');
    expect(text(peer.avm.last.request.data)).toBe('fine');
    expect(await peer.metric('particle_executor_interpretation_failures_total')).toBe(1);
    expect(peer.logs[0]).toMatchObject({ level: 'warn', fields: { particleId: 'particle', reason } });
  });

  it('is given the call results again without the data that came with them', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    await peer.ingest(particle);
    peer.avm.last.finish({ callRequests: [request(1)] });
    await flush();
    await peer.ingest({ ...particle, data: bytes('busy') });
    peer.host.calls[0]?.answer({ kind: 'ok', json: '"x"' });
    await peer.ingest({ ...particle, data: bytes('bad') });
    await flush();
    peer.avm.last.finish();
    await flush();
    expect(text(peer.avm.last.request.data)).toBe('bad');
    peer.avm.last.fail('AVM_TRAP');
    await flush();
    expect(text(peer.avm.last.request.data)).toBe('');
    expect(peer.avm.last.request.callResults).toEqual(new Map([[1, { retCode: 0, result: '"x"' }]]));
  });

  it.each([
    { code: 'AVM_TRAP', reason: 'avm-trap', times: 3 },
    { code: 'AVM_DEADLINE', reason: 'avm-deadline', times: 2 },
  ])(
    'with $code $times times for one particle ends its actor: copies are not run again, others are',
    async ({ code, reason, times }) => {
      const peer = await makePeer();
      const particle = peer.particle();
      for (let i = 0; i < times; i++) {
        await peer.ingest(particle);
        peer.avm.last.fail(code);
        await flush();
      }
      await peer.ingest(particle);
      expect(peer.avm.runs).toHaveLength(times);
      expect(peer.dropped().slice(-2)).toEqual([`actor ${reason}`, 'actor actor-ended']);
      await peer.ingest(peer.particle({ id: 'other' }));
      expect(peer.avm.runs).toHaveLength(times + 1);
      peer.clock.advance(1_100);
      peer.avm.last.finish();
      await flush();
      peer.clock.advance(1_000);
      expect(peer.facts()).toMatchObject({ actors: 0, dataBytes: 0, tombstones: 0, accounts: 0 });
    },
  );

  it('because its queue is full gets the same turn again', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    await peer.ingest({ ...particle, data: bytes('1') });
    await peer.ingest({ ...particle, data: bytes('2') });
    peer.avm.last.fail('AVM_QUEUE_FULL');
    await flush();
    expect(peer.avm.runs).toHaveLength(1);
    expect(peer.facts()).toMatchObject({ mailbox: 2, queuedBytes: 2 });
    peer.clock.advance(20);
    expect(text(peer.avm.last.request.data)).toBe('1');
    peer.avm.last.finish();
    await flush();
    expect(text(peer.avm.last.request.data)).toBe('2');
    expect(peer.dropped()).toEqual([]);
  });

  it('because it is closed ends the particle', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    await peer.ingest(particle);
    peer.avm.last.fail('AVM_CLOSED');
    await flush();
    await peer.ingest(particle);
    expect(peer.dropped()).toEqual(['avm avm-closed', 'actor actor-ended']);
  });
});

describe('expiry', () => {
  it('removes actors of an idle peer', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle({ ttl: 1_000 }));
    await peer.ingest(peer.particle({ id: 'longer', ttl: 5_000 }));
    for (const run of peer.avm.runs) run.finish();
    await flush();
    peer.clock.advance(1_100);
    expect(peer.facts()).toMatchObject({ actors: 1 });
    peer.clock.advance(4_000);
    expect(peer.facts()).toMatchObject({ actors: 0, mailbox: 0, queuedBytes: 0, dataBytes: 0, underWay: 0 });
    expect(peer.clock.pendingTimers).toBe(0);
  });

  it('drops the effects of what ended too late, and what waits in the mailbox', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    await peer.ingest(particle);
    await peer.ingest(particle);
    peer.clock.advance(1_001);
    peer.avm.last.finish({ callRequests: [request(1)], nextPeerIds: [peer.client.peerId] });
    await flush();
    expect(peer.host.calls).toEqual([]);
    expect(peer.network.sent).toEqual([]);
    expect(peer.dropped()).toEqual(['actor expired', 'actor expired']);
    expect(peer.facts()).toMatchObject({ actors: 0, mailbox: 0, dataBytes: 0, underWay: 0 });
  });

  it('removes an actor that was due while it ran, even when the clock was set back meanwhile', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle());
    peer.clock.advance(1_100);
    peer.clock.jump(-1_000);
    peer.avm.last.finish({ callRequests: [request(1)] });
    await flush();
    expect(peer.facts()).toMatchObject({ actors: 0 });
    expect(peer.dropped()).toEqual(['actor expired']);
  });

  it('aborts open calls; their results are counted as late', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ callRequests: [request(1), request(2)] });
    await flush();
    const [first, second] = peer.host.calls;
    expect(first?.context.signal).toBe(second?.context.signal);
    peer.clock.advance(1_100);
    expect(first?.context.signal.aborted).toBe(true);
    first?.answer({ kind: 'empty' });
    second?.answer({ kind: 'empty' });
    await flush();
    expect(peer.avm.runs).toHaveLength(1);
    expect(peer.dropped()).toEqual(['call late-result', 'call late-result']);
  });
});

describe('bounds', () => {
  it('refuses a new particle when too many are alive, not a copy of one that is', async () => {
    const peer = await makePeer({ bounds: { maxActors: 1 } });
    const particle = peer.particle();
    await peer.ingest(particle);
    await peer.ingest(peer.particle({ id: 'other' }));
    await peer.ingest(particle);
    expect(peer.dropped()).toEqual(['actor too-many-actors']);
    expect(peer.facts()).toMatchObject({ mailbox: 1 });
  });

  it('refuses what is new when scripts and data take too much memory; what runs goes on to twice that', async () => {
    const peer = await makePeer({ bounds: { maxDataBytes: 4_000 } });
    const particle = peer.particle();
    await peer.ingest(particle);
    peer.avm.last.finish({ data: new Uint8Array(3_500), callRequests: [request(1)] });
    await flush();
    await peer.ingest(peer.particle({ id: 'other' }));
    await peer.ingest({ ...particle, data: bytes('more') });
    expect(peer.dropped()).toEqual(['actor memory-full', 'actor memory-full']);
    peer.host.calls[0]?.answer({ kind: 'empty' });
    await flush();
    expect(peer.avm.runs).toHaveLength(2);
    peer.avm.last.finish({ data: new Uint8Array(8_000), callRequests: [request(2)] });
    await flush();
    expect(peer.host.calls).toHaveLength(1);
    expect(peer.dropped().at(-1)).toBe('actor memory-full');
    peer.clock.advance(1_100);
    expect(peer.facts()).toMatchObject({ actors: 0, dataBytes: 0 });
  });

  it('does not keep a large message alive for small data in it', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    await peer.ingest(particle);
    peer.avm.last.finish({ data: new Uint8Array(1_000_000).subarray(10, 20) });
    await flush();
    await peer.ingest(particle);
    expect(peer.avm.last.request.prevData.buffer.byteLength).toBe(10);
  });

  it('must be positive integers', async () => {
    await expect(makePeer({ bounds: { maxActors: 0 } })).rejects.toThrow('bounds.maxActors is 0');
    await expect(makePeer({ graceMs: -1 })).rejects.toMatchObject({ code: 'AQUAMARINE_INVALID_INIT' });
  });
});
