import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { commonFlags } from '../../output/flags.js';
import type { InitFlags } from './handler.js';
import { TEMPLATES } from './templates.js';

export const init = buildCommand<InitFlags, [string?], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      template: {
        kind: 'enum',
        values: TEMPLATES,
        brief:
          'minimal: Aqua alone; quickstart: a service and a client too; ts, js: a service and a Vite app',
        default: 'quickstart',
      },
      env: {
        kind: 'parsed',
        parse: String,
        brief: 'Accepted for upstream scripts; "local" is what there is',
        optional: true,
      },
      noxes: {
        kind: 'parsed',
        parse: String,
        brief: 'Accepted for upstream scripts: `local up --noxes` says how many',
        optional: true,
      },
    },
    aliases: { t: 'template' },
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'Folder of the project; this one otherwise',
          parse: String,
          placeholder: 'path',
          optional: true,
        },
      ],
    },
  },
  docs: {
    brief: 'Begin a project',
    fullDescription: [
      'Writes fluence.yaml, Aqua to begin with and, but for "minimal", a service that can be deployed at once and an app that',
      'calls it: a script of Node, or a page in src/frontend that Vite serves, in TypeScript or JavaScript, with typed bindings.',
      'Nothing is downloaded, and no file that is there is overwritten.',
      '',
      'Examples:',
      '  fluence init my-project',
      '  fluence init -t minimal',
      '  fluence init my-app -t ts',
    ].join('\n'),
  },
});
