import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { LogsFlags } from './handler.js';

export const logs = buildCommand<LogsFlags, string[], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      follow: { kind: 'boolean', brief: 'Go on printing what is added', default: false, withNegated: false },
      tail: {
        kind: 'parsed',
        parse: Number,
        brief: 'Only the last N lines of each peer',
        optional: true,
        placeholder: 'N',
      },
      flags: {
        kind: 'parsed',
        parse: String,
        brief: 'Accepted for upstream scripts; has no effect here',
        optional: true,
      },
    },
    aliases: { f: 'follow', n: 'tail' },
    positional: { kind: 'array', parameter: { brief: 'Peers to show', parse: String, placeholder: 'peer' } },
  },
  docs: {
    brief: 'Print the logs of the local network',
    fullDescription: [
      'In the order of their times (UTC), each with its peer, level and part. With --json as they are in the files; with',
      '--follow too, an object a line.',
      '',
      'Examples:',
      '  fluence local logs',
      '  fluence local logs nox-0 --follow',
      '  fluence local logs --tail 20',
    ].join('\n'),
  },
});
