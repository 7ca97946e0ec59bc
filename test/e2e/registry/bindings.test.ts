import path from 'node:path';
import { expect, it } from 'vitest';
import { repository } from '../../utils/command.js';
import { bindingsOf } from './compiled-aqua.js';

const aqua = path.join(repository, 'test', 'e2e', 'registry', 'aqua');
const fixtures = path.join(repository, 'packages', 'registry', 'test', 'fixtures');

it.each([
  [path.join(fixtures, 'document-execute-on-providers.aqua'), 'generated/execute-on-providers.ts'],
  [path.join(fixtures, 'document-passing-data.aqua'), 'generated/passing-data.ts'],
  [path.join(aqua, 'callee.aqua'), 'generated/callee.ts'],
  [path.join(aqua, 'registry-tools.aqua'), 'generated/registry-tools.ts'],
])(
  'the committed bindings of %s are what the Aqua compiler makes (vitest -u writes them)',
  async (filePath, file) => {
    await expect(await bindingsOf(filePath)).toMatchFileSnapshot(file);
  },
);
