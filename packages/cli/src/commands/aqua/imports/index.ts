import { buildCommand } from '@stricli/core';
import { buildFlags } from '../../../client/flags.js';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { AquaImportsFlags } from './handler.js';

export const aquaImports = buildCommand<AquaImportsFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: { flags: { ...commonFlags, import: buildFlags.import } },
  docs: {
    brief: 'Print where imports are looked up',
    fullDescription: [
      'For editors: which folders stand for which import, as JSON. Compiles nothing.',
      '',
      'Examples:',
      '  fluence aqua imports',
    ].join('\n'),
  },
});
