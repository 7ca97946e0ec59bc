import type { CliContext } from '../context.js';
import { type ModuleSource, moduleWasm, readModuleSource } from '../project/module-yaml.js';
import { buildModules } from '../rust/build-modules.js';
import type { BuildingFlags } from '../rust/build-services.js';
import { maybeProject, rootOf } from './find-service.js';

export interface BuiltModule {
  readonly module: ModuleSource;
  /** Absolute. */
  readonly wasm: string;
  /** Whether it was built now. */
  readonly isNew: boolean;
}

/**
 * A module with its wasm, which is built when it is of Rust and its sources have changed.
 * @param written folder or `module.yaml`, or a URL
 * @throws CliError what reading and building it throws
 */
export async function builtModule(
  context: CliContext,
  written: string,
  { marineBuildArgs }: BuildingFlags,
): Promise<BuiltModule> {
  const project = await maybeProject(context);
  const root = rootOf(context, project);
  const module = await readModuleSource(written, context.cwd, root);
  const args = marineBuildArgs ?? project?.marineBuildArgs;
  const built = await buildModules(context, root, [module], args);
  return { module, wasm: await moduleWasm(module, root), isNew: built.length > 0 };
}
