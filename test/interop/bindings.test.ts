import path from 'node:path';
import { compileFromPath } from '@fluencelabs/aqua-api';
import aquaToJs from '@fluencelabs/aqua-to-js';
import { expect, it } from 'vitest';
import { repository } from '../utils/command.js';

it('the committed bindings are what the Aqua compiler makes of the source (vitest -u writes them)', async () => {
  const compiled = await compileFromPath({
    filePath: path.join(repository, 'test', 'interop', 'aqua', 'interop.aqua'),
    imports: [],
    targetType: 'air',
  });
  expect(compiled.errors).toEqual([]);
  const script = await aquaToJs(compiled, 'js');
  const typed = await aquaToJs(compiled, 'ts');
  await expect(script!.sources).toMatchFileSnapshot('generated/interop.js');
  await expect(typed!.sources).toMatchFileSnapshot('generated/interop-typed.ts');
});
