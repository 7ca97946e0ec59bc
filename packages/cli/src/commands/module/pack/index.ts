import { buildCommand } from '@stricli/core';
import { buildFlags } from '../../../client/flags.js';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { ModulePackFlags } from './handler.js';

export const modulePack = buildCommand<ModulePackFlags, [string?], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      marineBuildArgs: buildFlags.marineBuildArgs,
      destination: {
        kind: 'parsed',
        parse: String,
        brief: 'Folder for the archive; this one otherwise',
        optional: true,
        placeholder: 'path',
      },
      bindingCrate: {
        kind: 'parsed',
        parse: String,
        brief: 'Folder of a Rust crate that calls the module',
        optional: true,
        placeholder: 'path',
      },
    },
    aliases: { d: 'destination', b: 'bindingCrate' },
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'Folder of the module; this one otherwise',
          parse: String,
          placeholder: 'path',
          optional: true,
        },
      ],
    },
  },
  docs: {
    brief: 'Pack a module into a .tar.gz',
    fullDescription: [
      'Builds it when it is of Rust, and writes <name>.tar.gz with its wasm and its module.yaml, which names the CID of the',
      'wasm. "get" of a service takes the URL of such an archive. The same module gives the same bytes.',
      '',
      'Examples:',
      '  fluence module pack src/modules/storage -d dist',
    ].join('\n'),
  },
});
