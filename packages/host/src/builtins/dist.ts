import { VAULT_TEXT_MAX_BYTES } from '../constants.js';
import type { Services } from '../services/services.js';
import type { ParticleVaults } from '../vault/particle-vaults.js';
import { blueprintBuiltins } from './dist-blueprints.js';
import { moduleConfigBuiltins } from './dist-module-configs.js';
import { moduleBuiltins } from './dist-modules.js';
import type { BuiltinCall, BuiltinService } from './table.js';
import { vaultOf } from './vault.js';

export interface DistBuiltinsComponents {
  readonly services: Services;
  /** Undefined: this peer keeps no files. */
  readonly vaults: ParticleVaults | undefined;
}

/** `dist`: modules and blueprints (spec/nox.md §3.4). */
export function distBuiltins({ services, vaults }: DistBuiltinsComponents): BuiltinService {
  const readText = (path: string, call: BuiltinCall) =>
    vaultOf(vaults, call).readText(path, VAULT_TEXT_MAX_BYTES);
  return {
    id: 'dist',
    doc: 'Modules and blueprints.',
    functions: {
      ...moduleBuiltins(services, vaults),
      ...moduleConfigBuiltins(readText),
      ...blueprintBuiltins(services, readText),
    },
  };
}
