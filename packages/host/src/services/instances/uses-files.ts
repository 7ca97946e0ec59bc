import type { MarineModule, ModuleConfig } from '@noctiluca/marine';

const WASI_NAMESPACE = 'wasi_';
const PATH_FUNCTION = 'path_';

/**
 * Whether a module can reach a file: by WASI, or by an executable it runs. A vault is made only for services that have
 * such a module; the others could not tell the difference.
 */
export function usesFiles({ config, wasm }: { config: ModuleConfig; wasm: MarineModule }): boolean {
  if (Object.keys(config.mountedBinaries ?? {}).length > 0) return true;
  return WebAssembly.Module.imports(wasm.wasm).some(
    ({ module, name }) => module.startsWith(WASI_NAMESPACE) && name.startsWith(PATH_FUNCTION),
  );
}
