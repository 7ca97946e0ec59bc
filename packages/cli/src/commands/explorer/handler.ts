import { readLocalState } from '@noctiluca/local-network/control';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, type CommonFlags, printing } from '../../output/result.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { openInBrowser } from './open-in-browser.js';

export interface ExplorerFlags extends CommonFlags {
  readonly input: boolean;
  readonly open: boolean;
}

export const handler = printing(explorer);

async function explorer(context: CliContext, flags: ExplorerFlags): Promise<CommandResult> {
  const state = await readLocalState(fluenceDir(context));
  if (state === undefined)
    throw new CliError('NO_LOCAL_NETWORK', 'No local network is up. Start one with "fluence local up".');
  const { explorer: url } = state;
  if (url === undefined)
    throw new CliError(
      'NO_LOCAL_NETWORK',
      'The local network that is up serves no explorer: end it with "fluence local down" and start it again',
    );
  const opened = flags.open && !flags.json && (await openInBrowser(url, context));
  return { text: url, json: { url, opened } };
}
