import type { JsonValue } from '@noctiluca/marine';
import { MODULE_MAX_BYTES, VAULT_TEXT_MAX_BYTES } from '../constants.js';
import { isArray, isObject, shown } from '../encoding/json.js';
import { HostError } from '../errors.js';
import { blueprintJson, parseBlueprint } from '../services/modules/blueprint.js';
import type { BlueprintRecord, ModuleRecord } from '../services/registry/records.js';
import type { Services } from '../services/services.js';
import type { ParticleVaults } from '../vault/particle-vaults.js';
import { type ArgumentType, bytes, listOf, text } from './argument-types.js';
import { fields, required } from './arguments.js';
import { interfaceJson } from './interface-json.js';
import { moduleConfigFromJson } from './module-config-from-json.js';
import { defaultModuleConfigJson, moduleConfigArgs, moduleConfigJson } from './module-config-json.js';
import { type BuiltinCall, type BuiltinFunction, type BuiltinService, builtin } from './table.js';
import { VAULT_READ_ERRORS, vaultOf } from './vault.js';

export interface DistBuiltinsComponents {
  readonly services: Services;
  /** Undefined: this peer keeps no files. */
  readonly vaults: ParticleVaults | undefined;
}

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

/** Also of `srv.create`. */
export const UNKNOWN_BLUEPRINT = "Error: Blueprint '<id>' wasn't found";

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

const MALFORMED_BLUEPRINT = 'Error deserializing blueprint from IPLD: <reason>';

const BLUEPRINT_ERRORS = [
  "Error: Invalid blueprint name '<name>': <reason>",
  "Error: Blueprint '<name>' has empty list of dependencies",
  "Error: Blueprint '<name>' has <n> dependencies, more than the <n> allowed",
  "Error: Blueprint '<name>' has an invalid dependency: '<text>' isn't a CID",
];

/** `dist`: modules and blueprints (spec/nox.md §3.4). */
export function distBuiltins({ services, vaults }: DistBuiltinsComponents): BuiltinService {
  const readText = (path: string, call: BuiltinCall) =>
    vaultOf(vaults, call).readText(path, VAULT_TEXT_MAX_BYTES);
  return {
    id: 'dist',
    doc: 'Modules and blueprints.',
    functions: {
      ...moduleBuiltins(services, vaults),
      ...configBuiltins(readText),
      ...blueprintBuiltins(services, readText),
    },
  };
}

/** Reads a text from the vault of a call's particle. */
type ReadText = (path: string, call: BuiltinCall) => Promise<string>;

function moduleBuiltins(
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

const configBuiltins = (readText: ReadText): Record<string, BuiltinFunction> => ({
  make_module_config: builtin({
    doc: 'A module configuration; memory limits and preopened files are accepted and left out.',
    args: moduleConfigArgs,
    returns: 'ModuleConfig',
    call: moduleConfigJson,
  }),
  load_module_config: builtin({
    doc: `A module configuration from a JSON file in the particle's vault.`,
    args: fields({ config_path: required(text) }),
    returns: 'ModuleConfig',
    errors: [...VAULT_READ_ERRORS, 'Error deserializing module config: <reason>'],
    call: async ({ config_path }, call) => moduleConfigFromJson(await readText(config_path, call)),
  }),
  default_module_config: builtin({
    doc: 'A module configuration with nothing but the name.',
    args: fields({ module_name: required(text) }),
    returns: 'ModuleConfig',
    call: ({ module_name }) => defaultModuleConfigJson(module_name),
  }),
});

function blueprintBuiltins({ blueprints }: Services, readText: ReadText): Record<string, BuiltinFunction> {
  return {
    add_blueprint: builtin({
      access: 'protected',
      doc: 'Adds a blueprint given as DAG-JSON.',
      args: fields({ blueprint: required(text) }),
      returns: 'string',
      notes: 'The id is the CID of the DAG-JSON. Whether the modules exist is not looked at.',
      errors: [
        ...BLUEPRINT_ERRORS,
        MALFORMED_BLUEPRINT,
        "Error: Cannot add blueprint '<name>': this peer keeps at most <n>, remove one first",
      ],
      call: ({ blueprint }) => blueprints.add(parseBlueprint(blueprint)),
    }),
    make_blueprint: builtin({
      doc: 'DAG-JSON of a blueprint: its name and the CIDs of its modules, the facade last.',
      args: fields({ name: required(text), dependencies: required(listOf(text)) }),
      returns: 'string',
      errors: BLUEPRINT_ERRORS,
      call: blueprintJson,
    }),
    load_blueprint: builtin({
      doc: `DAG-JSON of a blueprint from the particle's vault.`,
      args: fields({ blueprint_path: required(text) }),
      returns: 'string',
      errors: [...VAULT_READ_ERRORS, ...BLUEPRINT_ERRORS, MALFORMED_BLUEPRINT],
      call: async ({ blueprint_path }, call) =>
        blueprintJson(parseBlueprint(await readText(blueprint_path, call))),
    }),
    remove_blueprint: builtin({
      access: 'protected',
      doc: 'Removes a blueprint that no service runs.',
      args: fields({ blueprint_id: required(text) }),
      returns: '()',
      notes: 'Not in upstream.',
      errors: [
        UNKNOWN_BLUEPRINT,
        "Error: Cannot remove blueprint '<id>': it is used by services <their ids and aliases>",
      ],
      async call({ blueprint_id }) {
        await blueprints.remove(blueprint_id);
        return undefined;
      },
    }),
    list_blueprints: builtin({
      doc: 'All blueprints.',
      args: fields({}),
      returns: '[]Blueprint',
      call: () => blueprints.list().map(({ id, blueprint }) => recordJson(id, blueprint)),
    }),
    get_blueprint: builtin({
      doc: 'One blueprint.',
      args: fields({ blueprint_id: required(text) }),
      returns: 'Blueprint',
      errors: [UNKNOWN_BLUEPRINT],
      call: ({ blueprint_id }) => recordJson(blueprint_id, blueprints.get(blueprint_id)),
    }),
  };
}

function recordJson(id: string, { name, dependencies }: BlueprintRecord): JsonValue {
  return { name, id, dependencies };
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
