import { expect, it, vi } from 'vitest';
import { Remembered } from '../../src/client/remembered.js';

function reading() {
  const decode = vi.fn((result: unknown) => ({ said: result }));
  const remembered = new Remembered();
  const read = (key: string, result: unknown) =>
    remembered.query(key, { method: 'eth_call', decode }).decode(result);
  return { decode, remembered, read };
}

it('decodes what is answered in other words than before, and nothing twice', () => {
  const { decode, remembered, read } = reading();
  const first = read('a', '0x1');
  remembered.endRound();
  expect(read('a', '0x1')).toBe(first);
  expect(read('b', '0x1')).not.toBe(first);
  remembered.endRound();
  expect(read('a', '0x2')).toEqual({ said: '0x2' });
  expect(decode).toHaveBeenCalledTimes(3);
});

it('forgets what was not asked in a round', () => {
  const { decode, remembered, read } = reading();
  read('a', '0x1');
  remembered.endRound();
  remembered.endRound();
  read('a', '0x1');
  expect(decode).toHaveBeenCalledTimes(2);
});

it('remembers nothing that cannot be decoded', () => {
  const { decode, read } = reading();
  decode.mockImplementationOnce(() => {
    throw new Error('no');
  });
  expect(() => read('a', '0x1')).toThrow('no');
  expect(read('a', '0x1')).toEqual({ said: '0x1' });
});
