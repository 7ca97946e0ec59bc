import { describe, expect, it } from 'vitest';
import { A, arrived, called, file, peer, ran, THREE } from '../../replay/test/utils/traces.js';
import { layoutOf } from '../src/page/model/lanes.js';
import { marksOf } from '../src/page/model/marks.js';
import { markAt, ROW, shapesOf, xOf } from '../src/page/model/shapes.js';

const layout = layoutOf(marksOf(THREE.traces));
const WIDTH = 1_000;

describe('the shapes of events', () => {
  it('are one path for each kind of mark', () => {
    const shapes = shapesOf(layout, layout, WIDTH);
    expect([...shapes.keys()].sort()).toEqual(
      ['arrival', 'call', 'drop', 'failed-call', 'run', 'send', 'wait'].sort(),
    );
    for (const d of shapes.values()) expect(d).not.toMatch(/NaN|Infinity/);
  });

  it('are drawn once where thousands fall on the same pixels', () => {
    const calls = Array.from({ length: 5_000 }, (_, i) => called(2 + i / 1_000, 2, { durationMs: 0 }));
    const many = layoutOf(marksOf(file(peer('n', A, arrived(0), ran(1), ...calls)).traces));
    expect(shapesOf(many, many, WIDTH).get('call')!.split('M').length).toBeLessThan(2 * WIDTH * 7);
  });

  it('leave out what is not seen', () => {
    const { fromUs } = layout;
    expect(shapesOf(layout, { fromUs: fromUs - 100, toUs: fromUs - 50 }, WIDTH).size).toBe(0);
  });

  it('are found where they are drawn, and nothing is found beside them', () => {
    for (const { mark, row } of layout.placed.filter((each) => each.mark.tone.includes('call'))) {
      const x = xOf((mark.fromUs + mark.toUs) / 2, layout, WIDTH);
      expect(markAt(layout, layout, WIDTH, x, row * ROW + 4)?.row).toBe(row);
    }
    expect(markAt(layout, layout, WIDTH, 5, 0)).toBeUndefined();
  });
});
