import { describe, expect, it } from 'vitest';
import { endText, factsOf, Names, openRuns, wayOf } from '../src/trace.js';
import { A, AUTHOR, arrived, B, called, file, peer, ran, received, sent, THREE } from './utils/traces.js';

describe('what peers tell of a particle', () => {
  it('hangs a worker below the host that passed it on', () => {
    const worker = `12D3KooW${'W'.repeat(44)}`;
    const { roots } = wayOf([
      peer(
        'nox-0',
        A,
        arrived(0),
        ran(1, { arrival: 1, nextPeers: [worker] }),
        arrived(1.1, { scope: worker, run: 2 }),
        ran(2, { arrival: 3, scope: worker }),
      ),
    ]);
    expect(roots).toHaveLength(1);
    expect([...roots[0]!.next.values()].map(({ entries }) => entries.map(({ seq }) => seq))).toEqual([[4]]);
  });

  it('matches copies between two peers in their order', () => {
    const { roots } = wayOf([
      peer('nox-0', A, arrived(0), ran(1, { arrival: 1 }), sent(2, 2, B), ran(3, {}), sent(4, 4, B)),
      peer('nox-1', B, received(2.5, A), arrived(2.6), received(4.5, A), arrived(4.6)),
    ]);
    const [root] = roots;
    expect([...root!.next].map(([seq, hop]) => [seq, hop.arrival.seq])).toEqual([
      [3, 2],
      [5, 4],
    ]);
  });

  it('names the author by what the first arrival tells', () => {
    expect(factsOf(THREE)?.initPeerId).toBe(AUTHOR);
    expect(factsOf({ traces: [] })).toBeUndefined();
  });

  it('counts the calls of runs that nothing is told of', () => {
    const entries = peer('nox-0', A, arrived(0), ran(1, { arrival: 1, calls: 2 }), called(2, 2)).entries;
    expect(openRuns(entries).map(({ calls, sends }) => [calls, sends])).toEqual([[1, 0]]);
  });

  it('says that a particle whose time is not over has not come back so far', () => {
    const open = file(peer('nox-0', A, received(0, AUTHOR), arrived(0), ran(1, { arrival: 2, calls: 1 })));
    const soon = factsOf(open)!.timestamp + 1;
    expect(endText(open, new Names(open.traces, AUTHOR), soon)).toContain(
      'has not gone back to its author so far',
    );
  });
});
