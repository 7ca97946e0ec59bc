import path from 'node:path';
import { compileFromPath } from '@fluencelabs/aqua-api';
import aquaToJs from '@fluencelabs/aqua-to-js';
import { repository } from '../../utils/command.js';

const modules = path.join(repository, 'node_modules');
const registry = path.join(repository, 'packages', 'registry');

/** Bindings of an Aqua file that imports the registry's, on our client. @throws Error with what the compiler says */
export async function bindingsOf(filePath: string): Promise<string> {
  const compiled = await compileFromPath({
    filePath,
    imports: { '/': { '': [modules], '@fluencelabs/registry/': [`${registry}/`] } },
    targetType: 'air',
  });
  if (compiled.errors.length > 0) throw new Error(compiled.errors.join('\n'));
  const { sources } = (await aquaToJs(compiled, 'ts'))!;
  return sources.replaceAll("'@fluencelabs/js-client'", "'@noctiluca/client'");
}
