import path from 'node:path';
import type { CliContext } from '../../../context.js';
import { builtModule } from '../../../modules/built-module.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import type { BuildingFlags } from '../../../rust/build-services.js';

export interface ModuleBuildFlags extends CommonFlags, BuildingFlags {
  readonly input: boolean;
}

export const handler = printing(moduleBuild);

async function moduleBuild(
  context: CliContext,
  flags: ModuleBuildFlags,
  written = '.',
): Promise<CommandResult> {
  const { module, wasm, isNew } = await builtModule(context, written, flags);
  const where = path.relative(context.cwd, wasm);
  return {
    text: isNew ? `Built ${module.name}: ${where}` : `${module.name} is built: ${where}`,
    json: { name: module.name, wasm, built: isNew },
  };
}
