import path from 'node:path';
import { compileFromPath } from '@fluencelabs/aqua-api';
import aquaToJs from '@fluencelabs/aqua-to-js';
import { expect, it } from 'vitest';
import { repository } from '../../utils/command.js';

const here = path.join(repository, 'test', 'e2e', 'registry');
const fixtures = path.join(repository, 'packages', 'registry', 'test', 'fixtures');

it.each([
  [path.join(here, 'document/export.aqua'), 'document/generated/export.ts'],
  [path.join(here, 'document/provider_api.aqua'), 'document/generated/provider_api.ts'],
  [path.join(fixtures, 'document-execute-on-providers.aqua'), 'generated/execute-on-providers.ts'],
  [path.join(fixtures, 'document-passing-data.aqua'), 'generated/passing-data.ts'],
  [path.join(here, 'aqua/callee.aqua'), 'generated/callee.ts'],
  [path.join(here, 'aqua/registry-tools.aqua'), 'generated/registry-tools.ts'],
])(
  'the committed bindings of %s are what the Aqua compiler makes (vitest -u writes them)',
  async (filePath, file) => {
    const modules = path.join(repository, 'node_modules');
    const registry = path.join(repository, 'packages', 'registry');
    const compiled = await compileFromPath({
      filePath,
      imports: { '/': { '': [modules], '@fluencelabs/registry/': [`${registry}/`] } },
      targetType: 'air',
    });
    expect(compiled.errors).toEqual([]);
    const { sources } = (await aquaToJs(compiled, 'ts'))!;
    const bindings = sources.replaceAll("'@fluencelabs/js-client'", "'@noctiluca/client'");
    await expect(bindings).toMatchFileSnapshot(file);
  },
);
