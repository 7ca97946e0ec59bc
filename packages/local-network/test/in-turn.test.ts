import { expect, it } from 'vitest';
import { inTurn } from '../src/in-turn.js';

it('goes on past what fails and tells all of it', async () => {
  const done: string[] = [];
  const step = (name: string, fails: boolean) => async () => {
    done.push(name);
    if (fails) throw new Error(name);
  };
  await expect(inTurn([step('a', true), step('b', false), step('c', true)])).rejects.toMatchObject({
    errors: [new Error('a'), new Error('c')],
  });
  await expect(inTurn([step('d', true), () => undefined])).rejects.toThrow('d');
  await inTurn([step('e', false)]);
  expect(done).toEqual(['a', 'b', 'c', 'd', 'e']);
});
