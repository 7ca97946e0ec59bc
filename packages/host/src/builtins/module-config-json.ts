import type { JsonValue } from '@noctiluca/marine';
import { bool, i32, listOf, pairs, text, u32 } from './argument-types.js';
import { fields, optional, required } from './arguments.js';

/** Arguments of `dist.make_module_config`; three of them are read and not used, as upstream (spec/nox.md §3.4). */
export const moduleConfigArgs = fields({
  name: required(text),
  mem_pages_count: optional(u32),
  max_heap_size: optional(text),
  logger_enabled: optional(bool),
  preopened_files: optional(listOf(text)),
  envs: optional(pairs),
  mapped_dirs: optional(pairs),
  mounted_binaries: optional(pairs),
  logging_mask: optional(i32),
});

/** Configuration of a module as scripts pass it around (spec/nox.md §3.4). Absent settings are left out. */
export function moduleConfigJson(
  config: Partial<ReturnType<typeof moduleConfigArgs.decode>> & { name: string },
) {
  const { envs, mapped_dirs } = config;
  const wasi = {
    ...present('envs', envs && table(envs)),
    ...present('mapped_dirs', mapped_dirs && table(mapped_dirs)),
  };
  return {
    ...defaultModuleConfigJson(config.name),
    ...present('logger_enabled', config.logger_enabled),
    ...present('logging_mask', config.logging_mask),
    wasi,
    ...present('mounted_binaries', config.mounted_binaries && table(config.mounted_binaries)),
  };
}

/** A configuration that says nothing but the name. */
export function defaultModuleConfigJson(name: string) {
  return { name, load_from: null, file_name: null };
}

function present(key: string, value: JsonValue | undefined): { readonly [key: string]: JsonValue } {
  return value === undefined ? {} : { [key]: value };
}

function table(entries: ReadonlyMap<string, string>): JsonValue {
  return Object.fromEntries(entries);
}
