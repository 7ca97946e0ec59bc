import { generateKeyPair } from '@noctiluca/particle';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeCallResults, loadReplayAvm, type ReplayAvm } from '../../src/replay.js';

const { peerId, seed } = generateKeyPair();
const NO_BYTES = new Uint8Array(0);
const request = (script: string) => ({
  ...{ particleId: 'p', initPeerId: peerId, currentPeerId: peerId, timestamp: 1, ttl: 1_000, seed },
  ...{ script, prevData: NO_BYTES, data: NO_BYTES },
});

describe('AquaVM for replays', () => {
  let avm: ReplayAvm;

  beforeAll(async () => {
    avm = await loadReplayAvm();
  });

  it('says which instructions it entered, in its order', () => {
    const script = `(par (fail 1 "left") (xor (fail 2 "right") (call "${peerId}" ("s" "f") ["x"] y)))`;
    const { outcome, log } = avm.invoke(request(script));
    expect(outcome.retCode).toBe(0);
    expect(log).toEqual(['> par', '> fail', '> xor', '> fail', '> call']);
    const [call, ...more] = avm.instructions(request(script));
    expect(call).toContain('function_name: Literal("f")');
    expect(call).toContain(`AirPos(${script.indexOf('y)')})`);
    expect(more).toEqual([]);
  });

  it('gives data as JSON, and what it has no words for as a text', () => {
    const first = avm.invoke(request(`(call "${peerId}" ("s" "f") [] x)`)).outcome;
    const results = encodeCallResults(new Map([[1, { retCode: 0, result: '"value"' }]]));
    const { outcome } = avm.invoke(
      { ...request(`(call "${peerId}" ("s" "f") [] x)`), prevData: first.data },
      results,
    );
    const { data } = JSON.parse(avm.readable(outcome.data));
    expect(Object.values(data.cid_info.value_store)).toEqual(['"value"']);
    expect(avm.readable(Uint8Array.of(1, 2, 3))).toMatch(/deserialize/);
  });

  it('refuses what AquaVM cannot be given', () => {
    expect(() => avm.invoke({ ...request('(null)'), ttl: -1 })).toThrow(
      expect.objectContaining({ code: 'AVM_INVALID_REQUEST' }),
    );
  });
});
