import { expect, test } from 'vitest';
import { builtin, none } from '../../src/index.js';
import { startTestHost } from '../utils/test-host.js';

const table = (id: string) => ({
  id,
  doc: 'Of the test.',
  functions: { hello: builtin({ doc: 'Greets.', args: none, returns: 'string', call: () => 'hello' }) },
});

test('a table is added to what the host answers until it starts', async () => {
  const at = await startTestHost({ builtins: [table('greeter')] });
  try {
    expect(await at.result('greeter', 'hello', [])).toBe('hello');
    const late = () => at.host.extend({ builtins: [table('late')] });
    expect(late).toThrow(expect.objectContaining({ code: 'INVALID' }));
  } finally {
    await at.destroy();
  }
});

test('two tables with a function of one name are refused', async () => {
  const twice = startTestHost({ builtins: [table('greeter'), table('greeter')] });
  await expect(twice).rejects.toMatchObject({ code: 'DUPLICATE_BUILTIN' });
});
