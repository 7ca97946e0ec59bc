import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it } from 'vitest';
import { NOTHING } from './utils/make-peer.js';
import { startRealPeer } from './utils/real-peer.js';

describe('one peer', () => {
  it('runs a script with calls one after the other', async () => {
    const peer = await startRealPeer();
    const id = await peer.run(
      `(seq (call "${peer.peerId}" ("op" "concat_strings") ["he" "llo"] x) (call "${peer.peerId}" ("test" "put") [x]))`,
    );
    expect(await peer.outbox.next()).toBe('hello');
    await peer.aquamarine.stop(AbortSignal.timeout(5_000));
    expect(peer.aquamarine.trace(id)).toMatchObject([
      { kind: 'arrived', scope: 'host', initPeerId: peer.peerId, ttlMs: 10_000, seq: 1 },
      { kind: 'interpreted', scope: 'host', retCode: 0, calls: 1, nextPeers: [], arrival: 1, seq: 2 },
      {
        ...{ kind: 'called', serviceId: 'op', functionName: 'concat_strings', retCode: 0, run: 2, seq: 3 },
        ...{ args: '["he","llo"]', result: '"hello"' },
      },
      { kind: 'interpreted', retCode: 0, calls: 1, results: [3] },
      { kind: 'called', serviceId: 'test', functionName: 'put', retCode: 0 },
      { kind: 'interpreted', retCode: 0, calls: 0 },
    ]);
    expect(peer.aquamarine.describe?.()).toEqual({ ...NOTHING, traceBytes: expect.any(Number) });
  });

  it('makes parallel calls at once and feeds their answers together', async () => {
    const peer = await startRealPeer();
    const calls = Array.from(
      { length: 50 },
      (_, i) => `(call "${peer.peerId}" ("op" "identity") [${i}] $all)`,
    );
    const parallel = calls.reduce((rest, call) => `(par ${call} ${rest})`);
    const id = await peer.run(
      `(seq ${parallel} (seq (canon "${peer.peerId}" $all #all) (call "${peer.peerId}" ("test" "put") [#all])))`,
    );
    expect(new Set((await peer.outbox.next()) as number[]).size).toBeGreaterThan(0);
    const interpreted = peer.aquamarine.trace(id).filter(({ kind }) => kind === 'interpreted');
    expect(interpreted[0]).toMatchObject({ calls: 50 });
    expect(interpreted.length).toBeLessThan(6);
  });

  it('gives a script the error of an unknown function to catch', async () => {
    const peer = await startRealPeer();
    await peer.run(
      `(xor (call "${peer.peerId}" ("nowhere" "nothing") []) (call "${peer.peerId}" ("test" "put") [:error:.$.message]))`,
    );
    expect(await peer.outbox.next()).toBe(
      `Local service error, ret_code is 1, error message is '"Service with id 'nowhere' not found (function nothing)"'`,
    );
  });

  it('answers a result that AquaVM cannot read with an error to catch, and reads the deepest it can', async () => {
    const peer = await startRealPeer();
    // The list around the argument is a level more than the text has.
    const list = (levels: number) => `"${'['.repeat(levels)}${']'.repeat(levels)}"`;
    const script = (levels: number) =>
      `(xor (seq (call "${peer.peerId}" ("json" "parse") [${list(levels)}] x)
                 (seq (call "${peer.peerId}" ("op" "array") [x] y) (call "${peer.peerId}" ("test" "put") ["read"])))
            (call "${peer.peerId}" ("test" "put") [:error:.$.message]))`;
    await peer.run(script(126));
    expect(await peer.outbox.next()).toBe('read');
    await peer.run(script(127));
    expect(await peer.outbox.next()).toContain(
      'The result of op.array has arrays and objects inside each other',
    );
  });

  it('traces the error of a script that catches nothing, and acts upon the rest of it', async () => {
    const peer = await startRealPeer();
    const id = await peer.run(`(par (fail 7 "seven") (call "${peer.peerId}" ("test" "put") ["still"]))`);
    expect(await peer.outbox.next()).toBe('still');
    const bad = await peer.run('(call nobody');
    await peer.run(`(call "${peer.peerId}" ("test" "put") ["next"])`);
    expect(await peer.outbox.next()).toBe('next');
    expect(peer.aquamarine.trace(bad)).toMatchObject([
      { kind: 'arrived' },
      { kind: 'interpreted', retCode: 1 },
    ]);
    expect(peer.aquamarine.trace(id)[1]).toMatchObject({ kind: 'interpreted', calls: 1 });
  });

  it('ends a script that takes the AVM too long and serves the next', async () => {
    const peer = await startRealPeer({ avm: { threads: 1, deadlineMs: 1_000 } });
    const items = Array.from({ length: 400 }, (_, i) => i).join(' ');
    const fold = (name: string, body: string) => `(fold xs ${name} (seq ${body} (next ${name})))`;
    const id = await peer.run(
      `(seq (call "${peer.peerId}" ("op" "array") [${items}] xs) ${fold('a', fold('b', fold('c', '(null)')))})`,
    );
    await peer.run(`(call "${peer.peerId}" ("test" "put") ["alive"])`);
    expect(await peer.outbox.next()).toBe('alive');
    await peer.aquamarine.stop(AbortSignal.timeout(10_000));
    expect(peer.aquamarine.trace(id)).toContainEqual(
      expect.objectContaining({ kind: 'dropped', stage: 'avm', reason: 'avm-deadline' }),
    );
  });
});

describe('two peers', () => {
  it('pass a particle there and back', async () => {
    const [a, b] = await Promise.all([startRealPeer(), startRealPeer()]);
    expect(await a.network.connect(b.contact())).toBe(true);
    const id = await a.run(
      `(seq (call "${b.peerId}" ("op" "identity") ["from b"] x) (call "${a.peerId}" ("test" "put") [x]))`,
    );
    expect(await a.outbox.next()).toBe('from b');
    for (const peer of [a, b]) await peer.aquamarine.stop(AbortSignal.timeout(5_000));
    expect(b.aquamarine.trace(id).map(({ kind }) => kind)).toEqual([
      'arrived',
      'interpreted',
      'called',
      'interpreted',
      'sent',
    ]);
    expect(a.aquamarine.trace(id)).toContainEqual(
      expect.objectContaining({ kind: 'sent', to: b.peerId, via: 'Local' }),
    );
  });

  it('answer a client attached to one of them', async () => {
    const [a, b] = await Promise.all([startRealPeer(), startRealPeer()]);
    await a.network.connect(b.contact());
    const client = generateKeyPair();
    await a.aquamarine.execute(
      createParticle({
        keyPair: client,
        ttl: 10_000,
        timestampMs: Date.now(),
        script: `(seq (call "${a.peerId}" ("op" "noop") []) (call "${b.peerId}" ("test" "put") [%init_peer_id%]))`,
      }),
    );
    expect(await b.outbox.next()).toBe(client.peerId);
  });

  it('tell of a peer that can not be reached; the others are served', async () => {
    const peer = await startRealPeer();
    const nobody = generateKeyPair().peerId;
    const id = await peer.run(
      `(par (call "${nobody}" ("op" "noop") []) (par (call "nonsense" ("op" "noop") []) (call "${peer.peerId}" ("test" "put") [1])))`,
    );
    expect(await peer.outbox.next()).toBe(1);
    await peer.aquamarine.stop(AbortSignal.timeout(9_000));
    const drops = peer.aquamarine.trace(id).filter((entry) => entry.kind === 'dropped');
    expect(drops).toHaveLength(2);
    expect(drops).toContainEqual(expect.objectContaining({ stage: 'send', reason: 'invalid-peer-id' }));
  });
});
