import { existsSync } from 'node:fs';
import path from 'node:path';
import { readKeyFile } from '@noctiluca/node/keys';
import { stringify } from 'yaml';
import { keyFile } from '../../../client/keys.js';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { findProjectRoot } from '../../../project/find-project.js';
import { readProvider } from '../../local/init/read-provider.js';

export interface ProviderInfoFlags extends CommonFlags {
  readonly input: boolean;
  readonly noxNames?: string;
  readonly env?: string;
  readonly privKey?: string;
  readonly address?: string;
}

export const handler = printing(providerInfo);

async function providerInfo(context: CliContext, { noxNames }: ProviderInfoFlags): Promise<CommandResult> {
  const root = findProjectRoot(context.cwd) ?? context.cwd;
  const file = path.join(root, 'provider.yaml');
  if (!existsSync(file))
    throw new CliError('BAD_ARGUMENT', `There is no ${file}: "fluence provider init" makes one`);
  const { peers } = await readProvider(file);
  const dir = path.join(root, '.fluence');
  const info = await Promise.all(
    chosen(peers, noxNames, file).map(async (nox) => ({ nox, peerId: await peerId(dir, nox) })),
  );
  return { text: stringify({ info }), json: { info } };
}

/** @throws CliError `PEER_UNKNOWN` */
function chosen(all: readonly string[], names: string | undefined, file: string): readonly string[] {
  if (names === undefined || names === 'all') return all;
  const wanted = names.split(',').filter((name) => name !== '');
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown === undefined) return wanted;
  throw new CliError('PEER_UNKNOWN', `${file} has no peer "${unknown}"; it has ${all.join(', ') || 'none'}`);
}

/** @throws CliError `KEY_UNKNOWN` */
async function peerId(fluenceDir: string, name: string): Promise<string> {
  const file = keyFile(fluenceDir, name);
  if (existsSync(file)) return (await readKeyFile(file)).peerId;
  throw new CliError('KEY_UNKNOWN', `${name} has no key yet: "fluence provider gen" makes one`);
}
