import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CliError } from '../errors.js';
import { readYaml } from './read-yaml.js';

/** Environments that are left of upstream's: its public networks were shut down. */
export type FluenceEnv = 'local' | 'custom';

const envYaml = z.looseObject({ fluenceEnv: z.string().optional() });

/**
 * The environment a command works on: the flag, else `.fluence/env.yaml`, else `local`.
 * @throws CliError `BAD_ARGUMENT` for one that is gone, `PROJECT_INVALID`
 */
export async function resolveEnv(fluenceDir: string, flag: string | undefined): Promise<FluenceEnv> {
  const env = flag ?? (await configuredEnv(fluenceDir)) ?? 'local';
  if (env === 'local' || env === 'custom') return env;
  throw new CliError(
    'BAD_ARGUMENT',
    `There is no environment "${env}": upstream's public networks were shut down; use "local", or "custom" with customFluenceEnv in fluence.yaml`,
  );
}

/** What `.fluence/env.yaml` says. @throws CliError `PROJECT_INVALID` */
export async function configuredEnv(fluenceDir: string): Promise<string | undefined> {
  const file = path.join(fluenceDir, 'env.yaml');
  return existsSync(file) ? (await readYaml(file, envYaml)).fluenceEnv : undefined;
}
