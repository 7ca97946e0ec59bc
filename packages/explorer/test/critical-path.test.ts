import { describe, expect, it } from 'vitest';
import { A, AUTHOR, arrived, called, file, peer, ran, sent, THREE } from '../../replay/test/utils/traces.js';
import { criticalPath } from '../src/page/model/critical-path.js';
import { linksOf } from '../src/page/model/links.js';
import { marksOf } from '../src/page/model/marks.js';

function pathOf(traces: (typeof THREE)['traces'], author?: string): string[] {
  const marks = marksOf(traces);
  return criticalPath(marks, linksOf(marks), author).map(
    ({ peer: { name }, entry }) => `${name} ${entry.kind} ${entry.seq}`,
  );
}

describe('the critical path', () => {
  it('goes from the arrival to what went to the author, by what each waited for last', () => {
    expect(pathOf(THREE.traces, AUTHOR)).toEqual([
      'nox-0 arrived 2',
      'nox-0 interpreted 3',
      'nox-0 sent 4',
      'nox-1 arrived 2',
      'nox-1 interpreted 3',
      'nox-1 called 5',
      'nox-1 interpreted 6',
      'nox-1 sent 7',
      'nox-0 arrived 7',
      'nox-0 interpreted 8',
      'nox-0 sent 9',
    ]);
  });

  it('takes the slower of two calls', () => {
    const traces = file(
      peer(
        'n',
        A,
        arrived(0),
        ran(1, { arrival: 1, calls: 2 }),
        called(9, 2, { durationMs: 8 }),
        called(3, 2, { callId: 2 }),
        ran(10, { results: [3, 4] }),
        sent(11, 5, AUTHOR),
      ),
    ).traces;
    expect(pathOf(traces, AUTHOR)).toEqual([
      'n arrived 1',
      'n interpreted 2',
      'n called 3',
      'n interpreted 5',
      'n sent 6',
    ]);
  });

  it('ends with what ended last where nothing went to the author, and is never a circle', () => {
    expect(pathOf(file(peer('n', A, arrived(0), ran(2, { arrival: 1, calls: 1 }))).traces)).toEqual([
      'n arrived 1',
      'n interpreted 2',
    ]);
    const circle = file(peer('n', A, ran(1, { results: [2] }), called(2, 1))).traces;
    expect(pathOf(circle)).toEqual(['n interpreted 1', 'n called 2']);
    expect(pathOf([])).toEqual([]);
  });
});
