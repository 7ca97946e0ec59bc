import { expect, it } from 'vitest';
import { runSequentially } from '../../src/network/run-sequentially.js';

it('goes on past what fails and tells all of it', async () => {
  const done: string[] = [];
  const step = (name: string, fails: boolean) => async () => {
    done.push(name);
    if (fails) throw new Error(name);
  };
  await expect(runSequentially([step('a', true), step('b', false), step('c', true)])).rejects.toMatchObject({
    errors: [new Error('a'), new Error('c')],
  });
  await expect(runSequentially([step('d', true), () => undefined])).rejects.toThrow('d');
  await runSequentially([step('e', false)]);
  expect(done).toEqual(['a', 'b', 'c', 'd', 'e']);
});
