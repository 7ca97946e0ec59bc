import type { JsonValue } from '@noctiluca/marine';
import { HostError } from '../errors.js';
import { isArray, isObject, shown } from '../json.js';
import { blueprintJson, parseBlueprint } from '../services/blueprint.js';
import type { BlueprintRecord, ModuleRecord } from '../services/records.js';
import type { Services } from '../services/services.js';
import { type ArgumentType, bytes, listOf, text } from './argument-types.js';
import { fields, required } from './arguments.js';
import { interfaceJson } from './interface-json.js';
import { defaultModuleConfigJson, moduleConfigArgs, moduleConfigJson } from './module-config-json.js';
import { type BuiltinFunction, type BuiltinService, builtin } from './table.js';

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

/** `dist`: modules and blueprints (spec/nox.md §3.4). */
export function distBuiltins({ services }: { services: Services }): BuiltinService {
  return {
    id: 'dist',
    doc: 'Modules and blueprints.',
    functions: { ...moduleBuiltins(services), ...configBuiltins, ...blueprintBuiltins(services) },
  };
}

function moduleBuiltins({ modules }: Services): Record<string, BuiltinFunction> {
  return {
    add_module: builtin({
      access: 'protected',
      doc: 'Adds a wasm module; of the configuration only the name counts.',
      args: fields({ module_bytes: required(wasmBytes), config: required(moduleName) }),
      returns: 'CID',
      call: ({ module_bytes, config }) => modules.add(config, module_bytes),
    }),
    add_module_from_vault: builtin({
      access: 'protected',
      doc: `Adds a wasm module from the particle's vault.`,
      args: fields({ module_path: required(text), config: required(moduleName) }),
      returns: 'CID',
      call: noVault,
    }),
    add_module_bytes_from_vault: builtin({
      access: 'protected',
      doc: `Adds a wasm module from the particle's vault under a name.`,
      args: fields({ module_name: required(text), module_path: required(text) }),
      returns: 'CID',
      call: noVault,
    }),
    list_modules: builtin({
      doc: 'All modules.',
      args: fields({}),
      returns: '[]Module',
      call: () =>
        modules.list().map(({ cid, module }) => ({
          name: module.name,
          hash: cid,
          config: storedConfigJson(cid, module),
        })),
    }),
    get_module_interface: builtin({
      doc: 'Functions and records of a module.',
      args: fields({ module_hash: required(text) }),
      returns: 'Interface',
      call: async ({ module_hash }) => interfaceJson(await modules.interfaceOf(module_hash)),
    }),
  };
}

const configBuiltins: Record<string, BuiltinFunction> = {
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
    call: noVault,
  }),
  default_module_config: builtin({
    doc: 'A module configuration with nothing but the name.',
    args: fields({ module_name: required(text) }),
    returns: 'ModuleConfig',
    call: ({ module_name }) => defaultModuleConfigJson(module_name),
  }),
};

function blueprintBuiltins({ blueprints }: Services): Record<string, BuiltinFunction> {
  return {
    add_blueprint: builtin({
      access: 'protected',
      doc: 'Adds a blueprint given as DAG-JSON.',
      args: fields({ blueprint: required(text) }),
      returns: 'string',
      call: ({ blueprint }) => blueprints.add(parseBlueprint(blueprint)),
    }),
    make_blueprint: builtin({
      doc: 'DAG-JSON of a blueprint: its name and the CIDs of its modules, the facade last.',
      args: fields({ name: required(text), dependencies: required(listOf(text)) }),
      returns: 'string',
      call: blueprintJson,
    }),
    load_blueprint: builtin({
      doc: `DAG-JSON of a blueprint from the particle's vault.`,
      args: fields({ blueprint_path: required(text) }),
      returns: 'string',
      call: noVault,
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
      call: ({ blueprint_id }) => recordJson(blueprint_id, blueprints.get(blueprint_id)),
    }),
  };
}

function recordJson(id: string, { name, dependencies }: BlueprintRecord): JsonValue {
  return { name, id, dependencies };
}

/** The generated configuration under which a module was stored (spec/nox.md §4.1). */
function storedConfigJson(cid: string, { name, loggerEnabled, mountedBinaries }: ModuleRecord): JsonValue {
  const config = { name, load_from: null, file_name: `${cid}.wasm`, logger_enabled: loggerEnabled };
  return Object.keys(mountedBinaries).length === 0
    ? config
    : { ...config, mounted_binaries: mountedBinaries };
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function noVault(): never {
  throw new HostError(
    'UNSUPPORTED',
    'This peer does not serve particle vaults yet: send the content itself, with dist.add_module or dist.add_blueprint',
  );
}
