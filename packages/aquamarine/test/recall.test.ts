import { describe, expect, it } from 'vitest';
import { Recordings } from '../src/index.js';
import { startRealPeer } from './utils/real-peer.js';

describe('a recording', () => {
  it('is made whole by running it again: the same codes, next peers and calls, and data that names no key', async () => {
    const [a, b] = await Promise.all([
      startRealPeer({ recordings: new Recordings() }),
      startRealPeer({ recordings: new Recordings() }),
    ]);
    expect(await a.network.connect(b.contact())).toBe(true);
    const id = await a.run(
      `(seq (call "${b.peerId}" ("op" "concat_strings") ["from " "b"] x) (call "${a.peerId}" ("test" "put") [x]))`,
    );
    expect(await a.outbox.next()).toBe('from b');
    await expect
      .poll(() => a.aquamarine.trace(id).filter(({ kind }) => kind === 'interpreted').length)
      .toBe(3);

    const [ofA, ofB] = [await a.aquamarine.recording?.(id), await b.aquamarine.recording?.(id)];
    const stepsOf = (recording: typeof ofA) => recording?.peers[0]?.steps ?? [];
    expect(ofA?.particle).toMatchObject({ id, initPeerId: a.peerId });
    expect(stepsOf(ofA).map(({ isExact }) => isExact)).toEqual([true, true, true]);
    expect(stepsOf(ofB).map(({ isExact }) => isExact)).toEqual([true, true]);
    expect(stepsOf(ofB)[0]?.outcome.calls).toEqual([
      { id: 1, serviceId: 'op', functionName: 'concat_strings', args: '["from ","b"]' },
    ]);
    expect(stepsOf(ofB)[1]).toMatchObject({
      results: [{ id: 1, retCode: 0, result: '"from b"' }],
      outcome: { retCode: 0, nextPeerIds: [a.peerId] },
    });
    expect(stepsOf(ofA).map(({ seq }) => seq)).toEqual(
      a.aquamarine.trace(id).flatMap(({ kind, seq }) => (kind === 'interpreted' ? [seq] : [])),
    );
    const text = JSON.stringify([ofA, ofB]);
    for (const { keyPair } of [a, b]) {
      for (const encoding of ['base64', 'hex'] as const) {
        expect(text).not.toContain(Buffer.from(keyPair.seed).toString(encoding));
      }
      const bytes = Buffer.concat(
        [...stepsOf(ofA), ...stepsOf(ofB)].map(({ outcome }) => Buffer.from(outcome.data, 'base64')),
      );
      expect(bytes.includes(Buffer.from(keyPair.seed))).toBe(false);
    }
    expect(await a.aquamarine.recording?.('unknown')).toBeUndefined();
  });

  it('is not made where nothing is recorded', async () => {
    const peer = await startRealPeer();
    expect(peer.aquamarine.recording).toBeUndefined();
  });
});
