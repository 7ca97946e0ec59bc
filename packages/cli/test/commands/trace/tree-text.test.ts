import { describe, expect, it } from 'vitest';
import {
  A,
  AUTHOR,
  arrived,
  B,
  C,
  called,
  file,
  peer,
  ran,
  received,
  THREE,
} from '../../../../replay/test/utils/traces.js';
import { treeText } from '../../../src/commands/trace/tree-text.js';

describe('the way of a particle', () => {
  it('is one tree over all peers, with calls, values, times, and why it stopped', () => {
    expect(treeText(THREE)).toBe(
      `Particle p
2025-11-30T10:53:20.000Z, ttl 7000 ms, script ffffffffffff, by ${AUTHOR}

nox-0 ← the author  +0.1 ms
│  ran 1.0 ms: to nox-1, ${C}
├─ nox-1 ← nox-0  +2.1 ms
│  │  ran 1.0 ms: 1 call
│  │  op.identity("hi") = "hi"  0.2 ms
│  │  op.fail("hi") ✗ "no"  0.2 ms
│  │  ran 1.0 ms: to nox-0
│  └─ nox-0 ← nox-1  +6.1 ms
│     │  ran 1.0 ms: to the author
│     └  → the author, 20 B
└  ✗ given up (send): not-found, to ${C}: gone

Went back to its author from nox-0 after 7.5 ms.
On the way:
  nox-0: ✗ given up (send): not-found, to ${C}: gone
  nox-1: op.fail("hi") ✗ "no"  0.2 ms`,
    );
  });

  it('says which calls are not answered', () => {
    const text = treeText(
      file(peer('nox-0', A, received(0, AUTHOR), arrived(0), ran(1, { arrival: 2, calls: 2 }), called(2, 3))),
    );
    expect(text).toContain('It expired and did not go back to its author: calls are not answered.');
    expect(text).toContain('  nox-0: 1 of 2 calls of a run');
  });

  it('says that something was given up, and what AquaVM refused', () => {
    const failed = ran(1, { arrival: 2, retCode: 10_001, error: `call on ${B} failed` });
    const text = treeText(
      file(peer('nox-0', A, received(0, AUTHOR), arrived(0), failed), peer('nox-1', B, received(9, A))),
    );
    expect(text).toContain('something was given up');
    expect(text).toContain('✗ AquaVM 10001: call on nox-1 failed');
    expect(text).toContain('nox-1 ← nox-0  +9.0 ms');
  });

  it('does not let what strangers write steer the terminal', () => {
    const text = treeText(
      file(
        peer(
          'nox-0',
          A,
          arrived(0),
          ran(1, { arrival: 1, calls: 1 }),
          called(2, 2, { result: '"\u001b[2J\u202e\r\nX"' }),
        ),
      ),
    );
    for (const steering of ['\u001b', '\u202e', '\r']) expect(text).not.toContain(steering);
    expect(text).toContain('[2J');
  });
});
