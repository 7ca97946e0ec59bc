import { VAULT_TEXT_MAX_BYTES } from '../constants.js';
import { HostError } from '../errors.js';
import type { ParticleVault } from '../vault/particle-vault.js';
import type { ParticleVaults } from '../vault/particle-vaults.js';
import { shownPath } from '../vault/vault-paths.js';
import { text } from './argument-types.js';
import { fields, required } from './arguments.js';
import { type BuiltinCall, type BuiltinService, builtin } from './table.js';

export interface VaultBuiltinsComponents {
  /** Undefined: this peer keeps no files. */
  readonly vaults: ParticleVaults | undefined;
}

/** Errors of everything that reads a vault, for the documentation. */
export const VAULT_READ_ERRORS: readonly string[] = [
  "Error: Incorrect vault path `<path>`: doesn't belong to vault (`<vault>`)",
  "Error: Incorrect vault  path `<path>`: doesn't exist",
  'Error: Read vault failed for `<path>`: <reason>',
];

/** `vault`: files of the particle (spec/nox.md §3.8, §4.7). */
export function vaultBuiltins({ vaults }: VaultBuiltinsComponents): BuiltinService {
  return {
    id: 'vault',
    doc: 'Files that live as long as the particle, shared by the services it visits here.',
    functions: {
      put: builtin({
        doc: 'Writes a text to a new file; answers its path.',
        args: fields({ content: required(text) }),
        returns: 'string',
        notes: 'The path is `/tmp/vault/<particle id>-<token>/<uuid>`, also for services.',
        errors: ['Error: Write vault failed for `<path>`: <reason>'],
        call: ({ content }, call) => served(vaults).within(call, (vault) => vault.put(content)),
      }),
      cat: builtin({
        doc: 'The text of a file.',
        args: fields({ path: required(text) }),
        returns: 'string',
        notes: 'The path is absolute, or relative to the vault of the particle. At most 16 MiB of UTF-8.',
        errors: ['Error reading vault file `<path>`'],
        async call({ path }, call) {
          const vault = vaultOf(vaults, call);
          try {
            return await vault.readText(path, VAULT_TEXT_MAX_BYTES);
          } catch (cause) {
            throw new HostError('INVALID', `Error reading vault file \`${shownPath(path)}\``, { cause });
          }
        },
      }),
    },
  };
}

/** Reads a text from the vault of a call's particle. */
export type ReadText = (path: string, call: BuiltinCall) => Promise<string>;

/** The vault of the particle a call is made for. @throws HostError `UNSUPPORTED` */
export function vaultOf(vaults: ParticleVaults | undefined, call: BuiltinCall): ParticleVault {
  return served(vaults).of(call);
}

function served(vaults: ParticleVaults | undefined): ParticleVaults {
  if (vaults !== undefined) return vaults;
  throw new HostError(
    'UNSUPPORTED',
    'This peer keeps no files, so particles have no vault: its operator has to name the directories',
  );
}
