import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { flush } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { makePeer } from '../utils/make-peer.js';
import { request } from '../utils/scripted-parts.js';

const KIB = 1024;

/** A peer with a particle that made calls. */
async function withCalls(
  bounds: NonNullable<NonNullable<Parameters<typeof makePeer>[0]>['bounds']>,
  calls: ReturnType<typeof request>[],
) {
  const peer = await makePeer({ bounds });
  await peer.ingest(peer.particle());
  peer.avm.last.finish({ callRequests: calls });
  await flush();
  return peer;
}

/** What the script is given. */
const results = (peer: Awaited<ReturnType<typeof makePeer>>) => [
  ...peer.avm.last.request.callResults.entries(),
];

describe('a particle', () => {
  it.each([
    { what: 'script', script: `(null)${' '.repeat(KIB)}` },
    { what: 'data', data: new Uint8Array(KIB + 1) },
  ])('is not taken when its script or its data is too large: $what', async ({ what, ...parts }) => {
    const peer = await makePeer({ bounds: { maxScriptBytes: KIB, maxParticleDataBytes: KIB } });
    await peer.ingest(peer.particle(parts));
    expect(peer.dropped()).toEqual(['dispatcher too-large']);
    expect(peer.facts()).toMatchObject({ actors: 0, dataBytes: 0 });
    expect(peer.trace.trace().at(-1)).toMatchObject({ detail: expect.stringContaining(what) });
  });

  it('has its script counted in bytes, not in characters', async () => {
    const peer = await makePeer({ bounds: { maxScriptBytes: KIB } });
    await peer.ingest(peer.particle({ script: `(null) ;; ${'\u20ac'.repeat(400)}` }));
    expect(peer.dropped()).toEqual(['dispatcher too-large']);
  });

  it('ends when AquaVM makes more data of it than it may have', async () => {
    const peer = await makePeer({ bounds: { maxParticleDataBytes: KIB } });
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ data: new Uint8Array(KIB + 1) });
    await flush();
    expect(peer.dropped()).toEqual(['actor too-large']);
  });
});

describe('a result', () => {
  it('that is too large fails the call', async () => {
    const peer = await withCalls({ maxCallResultBytes: 100 }, [request(1)]);
    peer.host.calls[0]!.answer({ kind: 'ok', json: JSON.stringify('x'.repeat(100)) });
    await flush();
    const text = 'The result of op.noop is 102 bytes, at most 100 are taken';
    expect(results(peer)).toEqual([[1, { retCode: 1, result: JSON.stringify(text) }]]);
  });

  it("that would have the particle's data grow too far fails the call", async () => {
    const peer = await withCalls({ maxParticleDataBytes: 20 * KIB }, [request(1), request(2)]);
    for (const { answer } of peer.host.calls)
      answer({ kind: 'ok', json: JSON.stringify('x'.repeat(10 * KIB)) });
    await flush();
    expect(results(peer).map(([, { retCode }]) => retCode)).toEqual([0, 1]);
    expect(results(peer)[1]?.[1].result).toContain("the particle's data would be");
  });

  it('go into several runs when they are large together', async () => {
    const peer = await withCalls({}, [request(1), request(2), request(3)]);
    const large = JSON.stringify('x'.repeat(5 * KIB * KIB));
    for (const { answer } of peer.host.calls) answer({ kind: 'ok', json: large });
    await flush();
    const ids = [];
    for (let i = 0; i < 3; i++) {
      ids.push(results(peer).map(([id]) => id));
      peer.avm.last.finish();
      await flush();
    }
    expect(ids).toEqual([[1], [2], [3]]);
  });
});

describe('a call', () => {
  it('whose arguments were not read fails with the reason', async () => {
    const peer = await withCalls({}, [{ ...request(1), refused: 'they are too large' }]);
    expect(peer.host.calls).toEqual([]);
    expect(results(peer)).toEqual([
      [1, { retCode: 1, result: JSON.stringify('The call was not made: they are too large') }],
    ]);
  });

  it('for whose arguments there is no room fails', async () => {
    const peer = await withCalls({ maxDataBytes: 100 * KIB }, [
      { ...request(1), sizeBytes: 50 * KIB },
      { ...request(2), sizeBytes: 50 * KIB },
    ]);
    expect(peer.host.calls).toHaveLength(1);
    peer.host.calls[0]!.answer({ kind: 'empty' });
    await flush();
    expect(results(peer)).toContainEqual([2, { retCode: 1, result: expect.stringContaining('no room') }]);
  });

  it('has its arguments counted until it was answered', async () => {
    const peer = await withCalls({}, [{ ...request(1), sizeBytes: 50 * KIB }]);
    const during = peer.facts().dataBytes as number;
    peer.host.calls[0]!.answer({ kind: 'empty' });
    await flush();
    peer.avm.last.finish();
    await flush();
    expect(during - (peer.facts().dataBytes as number)).toBe(50 * KIB);
  });

  it('ends when its particle gives way, and is counted until then', async () => {
    const peer = await withCalls({ maxDataBytes: 100 * KIB }, [{ ...request(1), sizeBytes: 60 * KIB }]);
    const { signal } = peer.host.calls[0]!.context;
    const particle = peer.particle({ id: 'other', data: new Uint8Array(40 * KIB) });
    await peer.aquamarine.ingest({
      particle: { ...particle, ...signedBySomebodyElse(peer, particle) },
      from: 'elsewhere',
      bytes: 1,
    });
    expect(signal.aborted).toBe(true);
    expect(peer.dropped()).toEqual(['actor gave-way']);
    expect(peer.facts()).toMatchObject({ actors: 1, tombstones: 1 });
    const before = peer.facts().dataBytes as number;
    peer.host.calls[0]!.answer({ kind: 'empty' });
    await flush();
    expect(before - (peer.facts().dataBytes as number)).toBe(60 * KIB);
  });
});

/** The same particle of another author. */
function signedBySomebodyElse(
  peer: Awaited<ReturnType<typeof makePeer>>,
  { id, ttl, script, timestamp }: ReturnType<typeof peer.particle>,
) {
  const { initPeerId, signature } = createParticle({
    id,
    ttl,
    script,
    timestampMs: timestamp,
    keyPair: generateKeyPair(),
  });
  return { initPeerId, signature };
}
