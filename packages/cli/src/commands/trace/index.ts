import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { commonFlags } from '../../output/flags.js';
import type { TraceFlags } from './handler.js';

export const trace = buildCommand<TraceFlags, [string?], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      follow: {
        kind: 'boolean',
        brief: 'Print what happens as it happens',
        default: false,
        withNegated: false,
      },
      replay: {
        kind: 'boolean',
        brief: 'Go through it again: the instructions and values of each step',
        default: false,
        withNegated: false,
      },
      whatIf: {
        kind: 'parsed',
        parse: String,
        brief:
          'Go through it with another answer of a call, peer:call=json, or peer:call!json for an error; may be repeated',
        variadic: true,
        optional: true,
        placeholder: 'answer',
      },
      aqua: {
        kind: 'parsed',
        parse: String,
        brief:
          'With --replay: the Aqua it was compiled from, whose functions and lines its calls are shown with',
        optional: true,
        placeholder: 'path',
      },
      export: {
        kind: 'parsed',
        parse: String,
        brief: 'Write all of it to a file, to be opened elsewhere',
        optional: true,
        placeholder: 'file',
      },
      spells: { kind: 'boolean', brief: "List spells' particles too", default: false, withNegated: false },
    },
    aliases: { f: 'follow' },
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'Id of a particle, or a file that one was exported to; the last particles otherwise',
          parse: String,
          optional: true,
          placeholder: 'particle',
        },
      ],
    },
  },
  docs: {
    brief: 'Show what happened to a particle on the peers of the local network',
    fullDescription: [
      'Puts what all peers tell of a particle together: where it went, which calls it made, with which values, how long',
      'that took, and why it went no further. "fluence run --trace" does so after a call.',
      'Peers of a local network record what AquaVM was given, so that its runs can be made again: --replay needs no key, and',
      'for an exported file no network either. Files hold the values of the particle and no keys.',
      '',
      'Examples:',
      '  fluence trace                              the last particles',
      '  fluence trace 4f1c2f4e-5a0b-4f5e-9d57-2d1b0a1c7f3e',
      '  fluence trace 4f1c2f4e-5a0b-4f5e-9d57-2d1b0a1c7f3e --export greeting.json',
      '  fluence trace greeting.json --replay',
      '  fluence trace greeting.json --replay --aqua src/aqua/main.aqua',
      '  fluence trace greeting.json --what-if \'nox-1:1="another answer"\'',
    ].join('\n'),
  },
});
