import type { JsonValue } from '@noctiluca/marine';
import { MODULE_MAX_BYTES } from '../constants.js';
import { isArray, isObject, shown } from '../encoding/json.js';
import { HostError } from '../errors.js';
import type { ModuleRecord } from '../services/registry/records.js';
import type { Services } from '../services/services.js';
import type { ParticleVaults } from '../vault/particle-vaults.js';
import { type ArgumentType, bytes, text } from './argument-types.js';
import { fields, required } from './arguments.js';
import { interfaceJson } from './interface-json.js';
import { type BuiltinCall, type BuiltinFunction, builtin } from './table.js';
import { VAULT_READ_ERRORS, vaultOf } from './vault.js';

/** A module's bytes: base64 text as nox takes it, or `[]u8` as aqua-lib declares it (spec/nox.md §3.4). */
const wasmBytes: ArgumentType<Uint8Array> = {
  name: 'base64 | []u8',
  isList: false,
  decode(value) {
    if (isArray(value)) return bytes.decode(value);
    if (typeof value === 'string' && isBase64(value)) return Buffer.from(value, 'base64');
    throw new HostError('BAD_ARGUMENTS', `expected base64 text or []u8, got ${shown(value)}`);
  },
};

/** Of a module's configuration only the name is used (spec/nox.md §4.1). */
const moduleName: ArgumentType<string> = {
  name: 'ModuleConfig',
  isList: false,
  decode(value) {
    const name = isObject(value) ? value.name : undefined;
    if (typeof name === 'string') return name;
    throw new HostError('BAD_ARGUMENTS', `expected a module config with a name, got ${shown(value)}`);
  },
};

const UNKNOWN_MODULE = "Error: Module '<cid>' wasn't found: add it with dist.add_module first";

const MODULE_NOTES =
  'The CID is that of the bytes; adding them again renames the module. Executables that it imports must be allowed.';

const MODULE_ERRORS = [
  "Error: Invalid module name '<name>': <reason>",
  "Error: Module '<name>' has <n> bytes, more than the <n> allowed",
  "Error: module '<name>' <what is wrong with the wasm>",
  'Error: Config error: requested module effector <name> with CID <cid> is forbidden on this host',
  "Error: Module <name> with CID <cid> requested a binary `<binary>` which isn't in the configured list of binaries",
  "Error: Cannot add module '<name>': this peer keeps at most <n>, remove one first",
  "Error: Cannot add module '<name>' of <n> bytes: modules take <n> of <n> bytes, remove some first",
];

/** Of `dist`: modules. */
export function moduleBuiltins(
  { modules }: Services,
  vaults: ParticleVaults | undefined,
): Record<string, BuiltinFunction> {
  const addFromVault = async (name: string, path: string, call: BuiltinCall) =>
    modules.add(name, await vaultOf(vaults, call).read(path, MODULE_MAX_BYTES));
  return {
    add_module: builtin({
      access: 'protected',
      doc: 'Adds a wasm module; of the configuration only the name counts.',
      args: fields({ module_bytes: required(wasmBytes), config: required(moduleName) }),
      returns: 'CID',
      notes: MODULE_NOTES,
      errors: MODULE_ERRORS,
      call: ({ module_bytes, config }) => modules.add(config, module_bytes),
    }),
    add_module_from_vault: builtin({
      access: 'protected',
      doc: `Adds a wasm module from the particle's vault.`,
      args: fields({ module_path: required(text), config: required(moduleName) }),
      returns: 'CID',
      notes: MODULE_NOTES,
      errors: [...MODULE_ERRORS, ...VAULT_READ_ERRORS],
      call: ({ module_path, config }, call) => addFromVault(config, module_path, call),
    }),
    add_module_bytes_from_vault: builtin({
      access: 'protected',
      doc: `Adds a wasm module from the particle's vault under a name.`,
      args: fields({ module_name: required(text), module_path: required(text) }),
      returns: 'CID',
      notes: MODULE_NOTES,
      errors: [...MODULE_ERRORS, ...VAULT_READ_ERRORS],
      call: ({ module_name, module_path }, call) => addFromVault(module_name, module_path, call),
    }),
    remove_module: builtin({
      access: 'protected',
      doc: 'Removes a module that no blueprint names.',
      args: fields({ module_hash: required(text) }),
      returns: '()',
      notes: 'Not in upstream.',
      errors: [
        UNKNOWN_MODULE,
        "Error: Cannot remove module '<cid>': it is used by blueprints <their ids and names>",
      ],
      async call({ module_hash }) {
        await modules.remove(module_hash);
        return undefined;
      },
    }),
    list_modules: builtin({
      doc: 'All modules.',
      args: fields({}),
      returns: '[]Module',
      call: () =>
        modules.list().map(({ cid, module }) => ({
          name: module.name,
          hash: cid,
          config: storedConfigJson(module),
        })),
    }),
    get_module_interface: builtin({
      doc: 'Functions and records of a module.',
      args: fields({ module_hash: required(text) }),
      returns: 'Interface',
      errors: [UNKNOWN_MODULE],
      call: async ({ module_hash }) => interfaceJson(await modules.interfaceOf(module_hash)),
    }),
  };
}

/** The generated configuration under which a module was stored, as nox shows it (spec/mixed-network.md no. 6). */
function storedConfigJson({ loggerEnabled, mountedBinaries }: ModuleRecord): JsonValue {
  const config = { logger_enabled: loggerEnabled };
  return Object.keys(mountedBinaries).length === 0
    ? config
    : { ...config, mounted_binaries: mountedBinaries };
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
