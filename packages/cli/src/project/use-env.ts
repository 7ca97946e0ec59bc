import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { editYaml } from './edit-yaml.js';
import { configuredEnv, type FluenceEnv } from './env.js';
import type { FluenceProject } from './project.js';
import { writeRelays } from './relays-json.js';

/** Byte for byte upstream's file (spec/fluence-cli.md §2.8), but for the environment. */
const envYaml = (env: FluenceEnv) => `# yaml-language-server: $schema=schemas/env.json

# Defines user project preferences

# Documentation: https://github.com/fluencelabs/cli/tree/main/docs/configs/env.md

version: 0

fluenceEnv: ${env}
`;

/**
 * Makes an environment that of a project: `.fluence/env.yaml`, and `relays.json` for its apps.
 * @param addresses WebSocket multiaddrs of the environment's peers
 * @returns the files that were written
 */
export async function useEnv(
  fluenceDir: string,
  project: FluenceProject,
  env: FluenceEnv,
  addresses: readonly string[],
): Promise<string[]> {
  const written = await writeRelays(project, addresses);
  if ((await configuredEnv(fluenceDir)) === env) return written;
  const file = path.join(fluenceDir, 'env.yaml');
  await mkdir(fluenceDir, { recursive: true });
  // Newer files hold more than this (spec/fluence-cli.md §2.8).
  if (existsSync(file)) await editYaml(file, (text) => text.set(['fluenceEnv'], env));
  else await writeFile(file, envYaml(env));
  return [file, ...written];
}
