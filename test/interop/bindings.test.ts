import path from 'node:path';
import { compileFromPath } from '@fluencelabs/aqua-api';
import aquaToJs from '@fluencelabs/aqua-to-js';
import { expect, it } from 'vitest';
import { repository } from '../utils/command.js';

it.each([
  { source: 'interop.aqua', js: 'interop.js', ts: 'interop-typed.ts', ours: 'interop-ours.ts' },
  { source: 'trust.aqua', ts: 'trust.ts' },
  { source: 'deploy.aqua', ts: 'deploy.ts' },
  { source: 'subnet.aqua', ts: 'subnet.ts' },
])(
  'the committed bindings of $source are what the Aqua compiler makes (vitest -u writes them)',
  async (file) => {
    const compiled = await compileFromPath({
      filePath: path.join(repository, 'test', 'interop', 'aqua', file.source),
      imports: [path.join(repository, 'node_modules')],
      targetType: 'air',
    });
    expect(compiled.errors).toEqual([]);
    const typed = await aquaToJs(compiled, 'ts');
    await expect(typed!.sources).toMatchFileSnapshot(`generated/${file.ts}`);
    if (file.ours !== undefined) {
      await expect(onOurs(typed!.sources)).toMatchFileSnapshot(`generated/${file.ours}`);
    }
    if (file.js === undefined) return;
    const script = await aquaToJs(compiled, 'js');
    await expect(script!.sources).toMatchFileSnapshot(`generated/${file.js}`);
    await expect(onOurs(script!.sources)).toMatchFileSnapshot('generated/interop-js-ours.js');
  },
);

/** What an alias does for an app. */
function onOurs(bindings: string): string {
  return bindings.replaceAll("'@fluencelabs/js-client'", "'@noctiluca/client'");
}
