import path from 'node:path';
import type { CliContext } from '../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../output/result.js';
import { SCRIPTS, SETUP, SHELLS, type Shell } from './scripts.js';

export interface AutocompleteFlags extends CommonFlags {
  readonly input: boolean;
  readonly refreshCache: boolean;
}

export const handler = printing(autocomplete);

async function autocomplete(
  context: CliContext,
  _flags: AutocompleteFlags,
  shell?: Shell,
): Promise<CommandResult> {
  if (shell !== undefined) return { text: SCRIPTS[shell], json: { shell, script: SCRIPTS[shell] } };
  const own = SHELLS.find((each) => each === path.basename(context.env.SHELL ?? ''));
  const shells = own === undefined ? SHELLS : [own];
  const lines = shells.map((each) => `  ${SETUP[each]}`);
  return {
    text: ['Once, and then in every new shell:', '', ...lines].join('\n'),
    json: Object.fromEntries(shells.map((each) => [each, SETUP[each]])),
  };
}
