import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode, messageOf } from '@noctiluca/common/thrown';
import { parse as parseToml } from 'smol-toml';
import { NodeError } from '../errors.js';
import {
  environmentLayer,
  environmentWarnings,
  formerEnvironmentLayer,
  type Layer,
  mergeLayers,
} from './layers.js';
import type { NodeConfig } from './node-config.js';
import { checkConfig } from './parse.js';
import { resolveConfig } from './resolve.js';

/** Where `loadConfig` reads from. */
export interface ConfigSources {
  /** @default the working directory */
  readonly cwd?: string;
  /** @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Files given with `--config`. @default [] */
  readonly files?: readonly string[];
  /** Layer of the command line. @default {} */
  readonly arguments?: Layer;
}

/**
 * Configuration in nox's layers, later wins: `./Config.toml` when there is one, files in `FLUENCE_CONFIG`
 * (comma separated), `files`, the environment (upstream's variables of 2023 first), the arguments (spec/nox.md §7.1).
 * @throws NodeError `CONFIG_UNREADABLE`, `CONFIG_INVALID`, `KEY_UNREADABLE`, `KEY_INVALID`
 */
export async function loadConfig(
  sources: ConfigSources = {},
): Promise<{ config: NodeConfig; warnings: readonly string[] }> {
  const cwd = sources.cwd ?? process.cwd();
  const env = sources.env ?? process.env;
  const fromEnv = (env.FLUENCE_CONFIG ?? '')
    .split(',')
    .map((file) => file.trim())
    .filter(Boolean);
  const named = [...fromEnv, ...(sources.files ?? [])].map((file) => path.resolve(cwd, file));
  const files = mergeLayers([
    await readLayer(path.join(cwd, 'Config.toml'), { optional: true }),
    ...(await Promise.all(named.map((file) => readLayer(file, { optional: false })))),
  ]);
  const layers = [files, formerEnvironmentLayer(env, files), environmentLayer(env), sources.arguments ?? {}];
  const { settings, warnings } = checkConfig(mergeLayers(layers));
  const fromKeys: string[] = [];
  const config = await resolveConfig(settings, { cwd, onWarning: (warning) => fromKeys.push(warning) });
  return { config, warnings: [...environmentWarnings(env), ...warnings, ...fromKeys] };
}

async function readLayer(file: string, { optional }: { optional: boolean }): Promise<Layer> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (optional && hasCode(cause, 'ENOENT')) return {};
    throw new NodeError('CONFIG_UNREADABLE', `Cannot read the configuration file ${file}`, { cause });
  }
  try {
    return parseToml(text);
  } catch (cause) {
    const reason = messageOf(cause);
    throw new NodeError('CONFIG_INVALID', `${file} is not TOML: ${reason}`, { cause });
  }
}
