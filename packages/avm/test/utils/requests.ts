import type { AvmRequest, CallResult } from '../../src/avm.js';

/** The peer of the spec's vectors (spec/marine-abi.md §8.4). */
export const ME = '12D3KooWQbb6k91VYokt5K45RdSVM4oyN3QhkCNwwfqy1L3DWbsz';
export const SEED = new Uint8Array(32).fill(0x41);
const EMPTY = new Uint8Array(0);

export const VECTOR_SCRIPT = `(seq (call "${ME}" ("s" "f") ["a"] x) (call "peer-2" ("s" "f") [x]))`;

export function request(script: string, overrides: Partial<AvmRequest> = {}): AvmRequest {
  return {
    particleId: 'p-1',
    initPeerId: ME,
    timestamp: 1700000000000,
    ttl: 7000,
    script,
    prevData: EMPTY,
    data: EMPTY,
    callResults: new Map(),
    currentPeerId: ME,
    seed: SEED,
    ...overrides,
  };
}

export function results(
  ...entries: [id: number, result: unknown, retCode?: number][]
): Map<number, CallResult> {
  return new Map(
    entries.map(([id, result, retCode = 0]) => [id, { retCode, result: JSON.stringify(result) }]),
  );
}

/** Asks for a list once, then runs a fold over it in a fold over it in a fold over it. */
export const CUBIC_FOLD = `(seq
  (call "${ME}" ("s" "list") [] xs)
  (fold xs x (seq (fold xs y (seq (fold xs z (seq (null) (next z))) (next y))) (next x))))`;

/** `depth` instructions inside each other: parsing alone runs out of stack from somewhere between 5,000 and 10,000 on. */
export function nested(depth: number): string {
  return `${'(seq (null) '.repeat(depth)}(null)${')'.repeat(depth)}`;
}
