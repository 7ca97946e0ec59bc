import { describe, expect, it } from 'vitest';
import { A, arrived, B, called, file, peer, ran, sent, THREE } from '../../replay/test/utils/traces.js';
import { layoutOf } from '../src/page/model/lanes.js';
import { linksOf } from '../src/page/model/links.js';
import { marksOf } from '../src/page/model/marks.js';

const at = (ms: number) => 1_764_500_000_000_000 + ms * 1_000;

describe('the picture of a particle', () => {
  it('has all events in the order of time, with when their work began', () => {
    const marks = marksOf(
      file(peer('nox-0', A, arrived(0), ran(9, { durationMs: 2, waitMs: 3 }), called(10, 2))).traces,
    );
    expect(marks.map(({ tone, fromUs, toUs, waitFromUs }) => [tone, fromUs, toUs, waitFromUs])).toEqual([
      ['arrival', at(0), at(0), undefined],
      ['run', at(7), at(9), at(4)],
      ['call', at(9.8), at(10), undefined],
    ]);
  });

  it('shows a send from the end of the run that asked for it', () => {
    const marks = marksOf(file(peer('nox-0', A, arrived(0), ran(1), sent(7, 2, B))).traces);
    expect(marks[2]).toMatchObject({ tone: 'send', fromUs: at(1), toUs: at(7) });
  });

  it('tells failures apart', () => {
    const tones = marksOf(THREE.traces).map(({ tone }) => tone);
    expect(tones.filter((tone) => tone === 'failed-call')).toHaveLength(1);
    expect(tones.filter((tone) => tone === 'drop')).toHaveLength(1);
    expect(marksOf(file(peer('n', A, ran(1, { retCode: 10_001 }))).traces)[0]?.tone).toBe('failed-run');
  });

  it('has a lane for each scope, calls at the same time beside each other', () => {
    const worker = `12D3KooW${'W'.repeat(44)}`;
    const traces = file(
      peer(
        'nox-0',
        A,
        arrived(0),
        ran(1, { arrival: 1, calls: 2 }),
        called(5, 2, { durationMs: 3 }),
        called(6, 2, { durationMs: 3, callId: 2 }),
        arrived(7, { scope: worker, run: 2 }),
        ran(8, { scope: worker, arrival: 5 }),
        sent(9, 6, B),
      ),
    ).traces;
    const { lanes, placed, rows } = layoutOf(marksOf(traces));
    expect(lanes.map(({ scope, rows, top }) => [scope, rows, top])).toEqual([
      ['host', 4, 0],
      [worker, 2, 4],
    ]);
    expect(placed.map(({ row }) => row)).toEqual([1, 1, 2, 3, 5, 5, 5]);
    expect(rows).toBe(6);
  });

  it('has no more than so many rows for calls', () => {
    const calls = Array.from({ length: 100 }, (_, i) => called(50, 2, { durationMs: 40, callId: i }));
    expect(layoutOf(marksOf(file(peer('n', A, arrived(0), ran(1), ...calls)).traces)).rows).toBe(9);
  });

  it('links each send to the arrival that it led to', () => {
    const links = linksOf(marksOf(THREE.traces)).map(({ from, to }) => [
      `${from.peer.name} ${from.entry.seq}`,
      `${to.peer.name} ${to.entry.seq}`,
    ]);
    expect(links).toEqual([
      ['nox-0 4', 'nox-1 2'],
      ['nox-1 7', 'nox-0 7'],
    ]);
  });

  it('links what goes to a worker from the run that passed it on', () => {
    const links = linksOf(
      marksOf(
        file(peer('nox-0', A, arrived(0), ran(1, { arrival: 1 }), arrived(2, { scope: B, run: 2 }))).traces,
      ),
    );
    expect(links.map(({ from, to }) => [from.entry.seq, to.entry.seq])).toEqual([[2, 3]]);
  });

  it('is empty for a particle of which nobody tells', () => {
    expect(layoutOf(marksOf([]))).toMatchObject({ lanes: [], placed: [], rows: 0 });
  });
});
