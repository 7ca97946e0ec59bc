import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { sha256Hex } from '@noctiluca/common/sha256';
import { messageOf } from '@noctiluca/common/thrown';
import type { ModuleDistro } from '@noctiluca/deployment';
import { SystemServicesError } from './errors.js';

/** What `scripts/copy-assets.mjs` writes. */
interface AssetIndex {
  readonly services: Readonly<Record<string, readonly AssetModule[]>>;
  /** Alias to script. */
  readonly spells: Readonly<Record<string, string>>;
}

interface AssetModule {
  readonly name: string;
  readonly file: string;
  readonly cid: string;
  readonly sha256: string;
}

/** The wasm and the scripts that this installation brings. */
export interface Assets {
  /** Modules of a service in link order; undefined: this installation has none of that name. */
  modules(service: string): readonly ModuleDistro[] | undefined;
  /** Script of a spell, AIR. */
  script(spell: string): string | undefined;
}

// The same folder from `src/` and from `dist/`.
const ASSETS = new URL('../dist/assets/', import.meta.url);

let index: AssetIndex | undefined;

/**
 * Assets of this package, copied into it when it was built (`docs/adr/010-system-services.md`). Only the index is read;
 * modules are when they are loaded, and are then checked.
 * @throws SystemServicesError `ASSET_MISSING`
 */
export function packagedAssets(): Assets {
  index ??= readIndex();
  const { services, spells } = index;
  return {
    modules: (service) =>
      Object.hasOwn(services, service) ? services[service]!.map(moduleOfAsset) : undefined,
    script: (spell) => (Object.hasOwn(spells, spell) ? spells[spell] : undefined),
  };
}

function readIndex(): AssetIndex {
  const file = fileURLToPath(new URL('index.json', ASSETS));
  try {
    return createRequire(import.meta.url)(file) as AssetIndex;
  } catch (cause) {
    const message = `The files of the system services are not there (${file}): build the package, or install it anew`;
    throw new SystemServicesError('ASSET_MISSING', message, { cause });
  }
}

function moduleOfAsset({ name, file, cid, sha256 }: AssetModule): ModuleDistro {
  return {
    name,
    cid,
    async load() {
      const wasm = await readFile(new URL(file, ASSETS)).catch((cause: unknown) => {
        const message = `The module ${file} of the system services is not there: ${messageOf(cause)}; install the package anew`;
        throw new SystemServicesError('ASSET_MISSING', message, { cause });
      });
      if (sha256Hex(wasm) === sha256) return wasm;
      const message = `The module ${file} of the system services is not the one it was built with; install the package anew`;
      throw new SystemServicesError('ASSET_CORRUPT', message);
    },
  };
}
