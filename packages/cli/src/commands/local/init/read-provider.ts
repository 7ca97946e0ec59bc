import { z } from 'zod';
import { readYaml } from '../../../project/read-yaml.js';

const provider = z.looseObject({ computePeers: z.record(z.string(), z.unknown()) });

/** Names of the peers of `provider.yaml`. @throws CliError `PROJECT_INVALID` */
export async function readProvider(file: string): Promise<{ readonly peers: readonly string[] }> {
  return { peers: Object.keys((await readYaml(file, provider)).computePeers) };
}
