import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { projectRoot } from '../../../project/project-root.js';
import { writeIfAbsent } from '../../../project/write-if-absent.js';
import { ensurePeerSecrets } from './peer-secrets.js';
import { providerYaml } from './provider-yaml.js';
import { readProvider } from './read-provider.js';

export interface LocalInitFlags extends CommonFlags {
  readonly input: boolean;
  readonly noxes: number;
  readonly env?: string;
  readonly privKey?: string;
}

const MAX_PEERS = 100;

export const handler = printing(localInit);

async function localInit(context: CliContext, { noxes }: LocalInitFlags): Promise<CommandResult> {
  if (!Number.isInteger(noxes) || noxes < 1 || noxes > MAX_PEERS)
    throw new CliError('BAD_ARGUMENT', `--noxes is a whole number from 1 to ${MAX_PEERS}, not ${noxes}`);
  const root = projectRoot(context);
  const file = path.join(root, 'provider.yaml');
  const made = existsSync(file) ? [] : [await writeIfAbsent(file, providerYaml(noxes))];
  const { peers } = await readProvider(file);
  const written = [...made, ...(await ensurePeerSecrets(path.join(root, '.fluence'), peers))];
  const text =
    written.length === 0 ? `${file} and its peers' keys are there already` : `Wrote ${written.join(', ')}`;
  return { text, json: { file, peers, written } };
}
