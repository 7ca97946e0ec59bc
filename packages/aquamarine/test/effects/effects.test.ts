import { generateKeyPair, type KeyPair } from '@noctiluca/particle';
import { flush } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { makePeer } from '../utils/make-peer.js';
import { bytes, request, text } from '../utils/scripted-parts.js';

describe('calls', () => {
  it('are made concurrently, with the particle and its scope', async () => {
    const peer = await makePeer();
    const particle = peer.particle({ data: bytes('in') });
    await peer.ingest(particle);
    peer.avm.last.finish({ callRequests: [request(1, 'a'), request(2, 'b')] });
    await flush();
    expect(peer.host.calls.map(({ call }) => call.functionName)).toEqual(['a', 'b']);
    expect(peer.host.calls[0]?.context).toMatchObject({
      particle: { id: particle.id, script: particle.script, signature: particle.signature },
      scope: { kind: 'host' },
      currentPeerId: peer.keyPair.peerId,
    });
  });

  it('have a signal made when it is asked for, in copies of the context too', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ callRequests: [request(1)] });
    await flush();
    const context = peer.host.calls[0]!.context;
    const copy = { ...context };
    expect(copy.signal).toBe(context.signal);
    expect(copy.signal.aborted).toBe(false);
    peer.clock.advance(1_100);
    expect(copy.signal.aborted).toBe(true);
    expect(copy.signal.reason).toMatchObject({ message: 'the particle expired' });
  });

  it('have an aborted signal when it is asked for too late', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ callRequests: [request(1)] });
    await flush();
    peer.clock.advance(1_100);
    const { signal } = peer.host.calls[0]!.context;
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toMatchObject({ message: 'the particle expired' });
  });

  it('share one signal, which many may listen to', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ callRequests: [request(1), request(2)] });
    await flush();
    const [first, second] = peer.host.calls;
    expect(first?.context.signal).toBe(second?.context.signal);
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    for (let i = 0; i < 20; i++) first?.context.signal.addEventListener('abort', () => {});
    await flush();
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  it.each([
    { outcome: { kind: 'ok', json: '{"a":1}' } as const, result: { retCode: 0, result: '{"a":1}' } },
    { outcome: { kind: 'empty' } as const, result: { retCode: 0, result: '""' } },
    { outcome: { kind: 'error', json: '"no"' } as const, result: { retCode: 1, result: '"no"' } },
    {
      outcome: { kind: 'not-defined' } as const,
      result: { retCode: 1, result: `"Service with id 'o\\"p' not found (function f)"` },
    },
  ])('answer the AVM with $outcome.kind', async ({ outcome, result }) => {
    const peer = await makePeer();
    peer.host.answer = () => outcome;
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ callRequests: [request(7, 'f', 'o"p')] });
    await flush();
    expect(peer.avm.last.request.callResults).toEqual(new Map([[7, result]]));
    expect(peer.trace.trace('particle').at(-1)).toMatchObject({
      kind: 'called',
      serviceId: 'o"p',
      functionName: 'f',
      retCode: result.retCode,
    });
    const name = `particle_executor_service_call_${result.retCode === 0 ? 'success' : 'failure'}_total`;
    expect(await peer.metric(name)).toBe(1);
  });

  it('that reject or throw answer with an error and harm nothing else', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ callRequests: [request(1), request(2)] });
    await flush();
    peer.host.calls[0]?.reject(new Error('broken'));
    peer.host.calls[1]?.answer({ kind: 'empty' });
    await flush();
    const results = new Map(peer.avm.runs.slice(1).flatMap((run) => [...run.request.callResults]));
    expect(results.get(1)).toEqual({ retCode: 1, result: '"Error: Error: broken"' });
    peer.host.call = () => {
      throw 'thrown';
    };
    await peer.ingest(peer.particle({ id: 'other' }));
    peer.avm.last.finish({ callRequests: [request(1)] });
    await flush();
    expect(peer.avm.last.request.callResults.get(1)).toEqual({ retCode: 1, result: '"Error: thrown"' });
  });

  it('of one particle are bounded; the rest follows as answers come, none after the deadline', async () => {
    const peer = await makePeer({ bounds: { maxCallsPerActor: 2 } });
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ callRequests: [1, 2, 3, 4, 5].map((id) => request(id)) });
    await flush();
    expect(peer.host.calls).toHaveLength(2);
    peer.host.calls[0]?.answer({ kind: 'empty' });
    await flush();
    expect(peer.host.calls).toHaveLength(3);
    peer.clock.jump(1_001);
    peer.host.calls[1]?.answer({ kind: 'empty' });
    await flush();
    expect(peer.host.calls).toHaveLength(3);
    expect(peer.dropped()).toEqual(['call expired', 'call expired']);
  });
});

describe('next peers', () => {
  it('that are remote are sent the particle with the new data', async () => {
    const peer = await makePeer();
    const other = generateKeyPair().peerId;
    const particle = peer.particle({ data: bytes('old') });
    await peer.ingest(particle);
    peer.avm.last.finish({ data: bytes('new'), nextPeerIds: [peer.client.peerId, other] });
    await flush();
    expect(peer.network.sent.map(({ to }) => to)).toEqual([peer.client.peerId, other]);
    expect(peer.network.sent[0]?.particle).toEqual({ ...particle, data: bytes('new') });
    expect(peer.trace.trace('particle').slice(-2)).toMatchObject([
      { kind: 'sent', to: peer.client.peerId, bytes: 3, via: 'Local' },
      { kind: 'sent', to: other },
    ]);
  });

  it('with ids that are none are dropped alone', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle());
    peer.avm.last.finish({
      nextPeerIds: ['nonsense', peer.client.peerId, 'x'.repeat(10_000_000)],
      callRequests: [request(1)],
    });
    await flush();
    expect(peer.network.sent).toHaveLength(1);
    expect(peer.host.calls).toHaveLength(1);
    expect(peer.dropped()).toEqual(['send invalid-peer-id', 'send invalid-peer-id']);
    expect(JSON.stringify(peer.trace.trace()).length).toBeLessThan(2_500);
  });

  it.each([
    ['KademliaNotFound', 'not-found'],
    ['KademliaError', 'not-resolved'],
    ['ConnectionFailed', 'connection-failed'],
  ] as const)('that can not be reached (%s) are reported with the reason', async (how, reason) => {
    const peer = await makePeer();
    peer.network.absent.set(peer.client.peerId, { how, detail: 'nobody knows' });
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ nextPeerIds: [peer.client.peerId] });
    await flush();
    expect(peer.dropped()).toEqual([`send ${reason}`]);
    expect(peer.logs).toMatchObject([
      { fields: { reason, detail: `to ${peer.client.peerId}: nobody knows` } },
    ]);
    expect(await peer.metric('particle_dropped_total', { stage: 'send', reason })).toBe(1);
  });

  it.each([
    [{ status: 'timed-out', afterMs: 20_000, detail: 'slow' } as const, 'timed-out'],
    [{ status: 'protocol-error', detail: 'odd' } as const, 'protocol-error'],
    [{ status: 'not-connected' } as const, 'not-connected'],
    [{ status: 'connection-pool-died' } as const, 'connection-pool-died'],
  ])('whose send fails are reported: $status', async (result, reason) => {
    const peer = await makePeer();
    peer.network.slow = true;
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ nextPeerIds: [peer.client.peerId] });
    await flush();
    peer.network.sent[0]?.finish(result);
    await flush();
    expect(peer.dropped()).toEqual([`send ${reason}`]);
  });

  it('of a network that throws are reported too', async () => {
    const peer = await makePeer();
    peer.network.resolveContact = async () => {
      throw new Error('bug');
    };
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ nextPeerIds: [peer.client.peerId] });
    await flush();
    expect(peer.dropped()).toEqual(['send send-failed']);
    peer.network.isConnected = () => {
      throw new Error('bug');
    };
    await peer.ingest(peer.particle({ id: 'other' }));
    peer.avm.last.finish({ nextPeerIds: [peer.client.peerId], callRequests: [request(1)] });
    await flush();
    expect(peer.dropped()).toEqual(['send send-failed', 'send internal']);
    expect(peer.facts()).toMatchObject({ actors: 2 });
  });

  it('are not sent an expired particle', async () => {
    const peer = await makePeer({ bounds: { maxSendsDistant: 1 } });
    peer.network.slow = true;
    const [a, b] = [generateKeyPair().peerId, generateKeyPair().peerId];
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ nextPeerIds: [a, b] });
    await flush();
    peer.clock.advance(1_100);
    expect(peer.network.sent[0]?.signal?.aborted).toBe(true);
    peer.network.sent[0]?.finish({ status: 'not-connected' });
    await flush();
    expect(peer.network.sent).toHaveLength(1);
    expect(peer.dropped()).toEqual(['send expired', 'send expired']);
  });

  it('that are connected are sent under way to the end, whose failure after the deadline is expiry', async () => {
    const peer = await makePeer();
    peer.network.slow = true;
    peer.network.connected.add(peer.client.peerId);
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ nextPeerIds: [peer.client.peerId] });
    await flush();
    peer.clock.advance(1_100);
    expect(peer.network.sent[0]?.signal?.aborted).toBe(false);
    peer.network.sent[0]?.finish({ status: 'timed-out', afterMs: 20_000, detail: 'nobody reads' });
    await flush();
    expect(peer.dropped()).toEqual(['send expired']);
  });

  it('that are connected do not wait for those that must be found', async () => {
    const peer = await makePeer({ bounds: { maxSendsDistant: 1 } });
    peer.network.slow = true;
    const distant = [generateKeyPair().peerId, generateKeyPair().peerId];
    peer.network.connected.add(peer.client.peerId);
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ nextPeerIds: [...distant, peer.client.peerId] });
    await flush();
    expect(peer.network.sent.map(({ to }) => to)).toEqual([distant[0], peer.client.peerId]);
  });

  it('for which there is no place to wait are dropped', async () => {
    const peer = await makePeer({ bounds: { maxSendsDistant: 1, maxQueuedSends: 1 } });
    peer.network.slow = true;
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ nextPeerIds: Array.from({ length: 3 }, () => generateKeyPair().peerId) });
    await flush();
    expect(peer.dropped()).toEqual(['send send-queue-full']);
  });
});

describe('local scopes', () => {
  const worker = generateKeyPair();
  const workers = (active = true, known: { keyPair: KeyPair | undefined } = { keyPair: worker }) => ({
    keyPairOf: (id: string) => (id === worker.peerId ? known.keyPair : undefined),
    isActive: () => active,
  });

  async function hop(peer: Awaited<ReturnType<typeof makePeer>>, workerId = worker.peerId) {
    peer.host.local.set(workerId, { kind: 'worker', workerId });
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ data: bytes('from host'), nextPeerIds: [workerId] });
    await flush();
  }

  it('run the particle as the worker, with its key and data of their own', async () => {
    const peer = await makePeer({}, workers());
    await hop(peer);
    expect(peer.avm.runs).toHaveLength(2);
    expect(peer.avm.last.request).toMatchObject({ currentPeerId: worker.peerId, seed: worker.seed });
    expect(text(peer.avm.last.request.prevData)).toBe('');
    expect(text(peer.avm.last.request.data)).toBe('from host');
    expect(peer.facts()).toMatchObject({ actors: 2 });
    peer.avm.last.finish({ callRequests: [request(1)], nextPeerIds: [peer.keyPair.peerId] });
    await flush();
    expect(peer.host.calls[0]?.context).toMatchObject({
      scope: { kind: 'worker', workerId: worker.peerId },
      currentPeerId: worker.peerId,
    });
    expect(peer.avm.last.request.currentPeerId).toBe(peer.keyPair.peerId);
    expect(text(peer.avm.last.request.prevData)).toBe('from host');
    expect(peer.network.sent).toEqual([]);
    const name = 'particle_executor_interpretation_successes_total';
    expect(await peer.metric(name, { worker_type: 'Worker', peer_id: worker.peerId })).toBe(1);
    expect(await peer.metric(name, { worker_type: 'Host', peer_id: peer.keyPair.peerId })).toBe(1);
  });

  it('of inactive workers refuse strangers, visibly', async () => {
    const peer = await makePeer({}, workers(false));
    await hop(peer);
    expect(peer.avm.runs).toHaveLength(1);
    expect(peer.dropped()).toEqual(['actor inactive-scope']);
  });

  it('of inactive workers admit the management peer', async () => {
    const manager = generateKeyPair();
    const peer = await makePeer({ managementPeerId: manager.peerId }, workers(false));
    const { createParticle } = await import('@noctiluca/particle');
    peer.host.local.set(worker.peerId, { kind: 'worker', workerId: worker.peerId });
    await peer.ingest(
      createParticle({ keyPair: manager, script: '(null)', ttl: 1_000, timestampMs: peer.clock.nowMs() }),
    );
    peer.avm.last.finish({ nextPeerIds: [worker.peerId] });
    await flush();
    expect(peer.avm.runs).toHaveLength(2);
  });

  it('without a key are unknown', async () => {
    const peer = await makePeer({}, workers());
    await hop(peer, generateKeyPair().peerId);
    expect(peer.dropped()).toEqual(['actor unknown-scope']);
  });

  it('that are removed end their particles at the next turn', async () => {
    const known: { keyPair: KeyPair | undefined } = { keyPair: worker };
    const peer = await makePeer({}, workers(true, known));
    await hop(peer);
    peer.avm.last.finish({ callRequests: [request(1)] });
    await flush();
    known.keyPair = undefined;
    peer.host.calls[0]?.answer({ kind: 'empty' });
    await flush();
    expect(peer.avm.runs).toHaveLength(2);
    expect(peer.dropped()).toEqual(['actor unknown-scope', 'call late-result']);
  });

  it('are not entered by an expired particle', async () => {
    const peer = await makePeer({}, workers());
    peer.host.local.set(worker.peerId, { kind: 'worker', workerId: worker.peerId });
    await peer.ingest(peer.particle());
    peer.clock.jump(1_001);
    peer.avm.last.finish({ nextPeerIds: [worker.peerId] });
    await flush();
    expect(peer.avm.runs).toHaveLength(1);
    expect(peer.dropped()).toEqual(['actor expired']);
  });
});
