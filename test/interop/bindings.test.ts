import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type CompilationResult, compileFromPath } from '@fluencelabs/aqua-api';
import aquaToJs from '@fluencelabs/aqua-to-js';
import { expect, it } from 'vitest';
import { repository } from '../utils/command.js';

const SOURCES = ['interop', 'trust', 'deploy', 'subnet'];

it.each(SOURCES)(
  'the bindings of %s.aqua that npm run aqua wrote are what the Aqua compiler makes',
  async (source) => {
    const compiled = await compile(source);
    expect(written(`js-client/${source}.ts`)).toBe((await aquaToJs(compiled, 'ts'))!.sources);
  },
);

it('bindings in JavaScript, and on our client, are the same but for the file and the package', async () => {
  const compiled = await compile('interop');
  const typed = (await aquaToJs(compiled, 'ts'))!;
  const script = (await aquaToJs(compiled, 'js'))!;
  expect(written('client/interop.ts')).toBe(onOurs(typed.sources));
  for (const [folder, runtime] of [
    ['js-client-js', (text: string) => text],
    ['client-js', onOurs],
  ] as const) {
    expect(written(`${folder}/interop.js`)).toBe(runtime(script.sources));
    expect(written(`${folder}/interop.d.ts`)).toBe(runtime(script.types));
  }
});

async function compile(source: string): Promise<CompilationResult> {
  const compiled = await compileFromPath({
    filePath: path.join(repository, 'test', 'interop', 'aqua', `${source}.aqua`),
    imports: [path.join(repository, 'node_modules')],
    targetType: 'air',
  });
  expect(compiled.errors).toEqual([]);
  return compiled;
}

function written(file: string): string {
  return readFileSync(path.join(repository, 'test', 'interop', 'generated', file), 'utf8');
}

/** What an alias does for an app. */
function onOurs(bindings: string): string {
  return bindings.replaceAll("'@fluencelabs/js-client'", "'@noctiluca/client'");
}
