import { text } from './argument-types.js';
import { fields, required } from './arguments.js';
import { moduleConfigFromJson } from './module-config-from-json.js';
import { defaultModuleConfigJson, moduleConfigArgs, moduleConfigJson } from './module-config-json.js';
import { type BuiltinFunction, builtin } from './table.js';
import { type ReadText, VAULT_READ_ERRORS } from './vault.js';

/** Of `dist`: configurations of modules. */
export const moduleConfigBuiltins = (readText: ReadText): Record<string, BuiltinFunction> => ({
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
