import { messageOf } from '@noctiluca/common/thrown';
import { type JsonValue, parseJson } from '@noctiluca/marine';
import { isObject, type JsonObject, shown } from '../encoding/json.js';
import { HostError } from '../errors.js';
import { defaultModuleConfigJson } from './module-config-json.js';

/**
 * A module configuration as `dist.make_module_config` answers it, from the text of a file; other keys are left out.
 * @throws HostError `INVALID`
 */
export function moduleConfigFromJson(json: string): JsonObject {
  const config = objectIn(json);
  const { name, wasi } = config;
  if (typeof name !== 'string') throw malformed(`\`name\` must be a string, got ${shown(name ?? null)}`);
  return {
    ...defaultModuleConfigJson(name),
    ...taken(config, 'load_from', 'string'),
    ...taken(config, 'file_name', 'string'),
    ...taken(config, 'logger_enabled', 'boolean'),
    ...taken(config, 'logging_mask', 'number'),
    ...(wasi === undefined || wasi === null ? {} : { wasi: wasiOf(wasi) }),
    ...tableOf(config, 'mounted_binaries'),
  };
}

function objectIn(json: string): JsonObject {
  try {
    const value = parseJson(json);
    if (isObject(value)) return value;
  } catch (error) {
    throw malformed(messageOf(error));
  }
  throw malformed('it must be an object');
}

function wasiOf(wasi: JsonValue): JsonObject {
  if (!isObject(wasi)) throw malformed(`\`wasi\` must be an object, got ${shown(wasi)}`);
  return { ...tableOf(wasi, 'envs'), ...tableOf(wasi, 'mapped_dirs') };
}

function taken(config: JsonObject, key: string, type: 'string' | 'boolean' | 'number'): JsonObject {
  const value = config[key];
  if (value === undefined || value === null) return {};
  if (typeof value === type) return { [key]: value };
  throw malformed(`\`${key}\` must be a ${type}, got ${shown(value)}`);
}

function tableOf(config: JsonObject, key: string): JsonObject {
  const table = config[key];
  if (table === undefined || table === null) return {};
  if (isObject(table) && Object.values(table).every((entry) => typeof entry === 'string')) {
    return { [key]: table };
  }
  throw malformed(`\`${key}\` must be an object of strings, got ${shown(table)}`);
}

function malformed(reason: string): HostError {
  return new HostError('INVALID', `Error deserializing module config: ${reason}`);
}
