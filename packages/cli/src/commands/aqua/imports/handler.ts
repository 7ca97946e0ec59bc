import { importMap } from '@noctiluca/aqua-compiler';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { aquaFolders, aquaProject } from '../project-folders.js';

export interface AquaImportsFlags extends CommonFlags {
  readonly input: boolean;
  readonly import?: readonly string[];
}

export const handler = printing(aquaImports);

async function aquaImports(context: CliContext, flags: AquaImportsFlags): Promise<CommandResult> {
  const map = importMap(aquaFolders(context, flags, await aquaProject(context)));
  return { text: JSON.stringify(map, null, 2), json: map };
}
