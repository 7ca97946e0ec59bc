import { expect, it } from 'vitest';
import { BlockSignal } from '../../../src/capabilities/decider/block-signal.js';

function listened(signal: BlockSignal) {
  const blocks: number[] = [];
  const end = signal.listen(({ block }) => blocks.push(block));
  return { blocks, end };
}

it('tells of blocks, and of the last again when it is asked to', () => {
  const signal = new BlockSignal();
  const { blocks, end } = listened(signal);
  signal.repeat();
  signal.tell({ block: 7 });
  signal.repeat();
  end();
  signal.tell({ block: 8 });
  expect(blocks).toEqual([1, 7, 7]);
});

it('tells who comes late of the last block', () => {
  const signal = new BlockSignal();
  expect(listened(signal).blocks).toEqual([]);
  signal.tell({ block: 7 });
  signal.tell({ block: 8 });
  expect(listened(signal).blocks).toEqual([8]);
});
