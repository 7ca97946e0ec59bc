import { existsSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { chosenNames } from '../../../chain/choose.js';
import { noProviderFile } from '../../../chain/provider-file.js';
import { peerIdOf } from '../../../chain/provider-peers.js';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { projectRoot } from '../../../project/project-root.js';
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
  const file = path.join(projectRoot(context), 'provider.yaml');
  if (!existsSync(file)) noProviderFile(file);
  const { peers } = await readProvider(file);
  const chosen = chosenNames(peers, noxNames, { kind: 'peer', file, code: 'PEER_UNKNOWN' });
  const dir = fluenceDir(context);
  const info = await Promise.all(chosen.map(async (nox) => ({ nox, peerId: await peerIdOf(dir, nox) })));
  return { text: stringify({ info }), json: { info } };
}
