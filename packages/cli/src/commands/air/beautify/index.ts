import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { AirBeautifyFlags } from './handler.js';

export const airBeautify = buildCommand<AirBeautifyFlags, [string], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: commonFlags,
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'AIR file', parse: String, placeholder: 'path' }],
    },
  },
  docs: {
    brief: 'Print AIR as a person reads it',
    fullDescription: [
      'One instruction after the other, with the halves of par, the catch of xor and the body of fold set in. Nothing can run',
      'what is printed. "fluence run -b" does the same with the script of a call.',
      '',
      'Examples:',
      '  fluence air beautify src/compiled/main.hello.air',
      '  fluence air b main.hello.air',
    ].join('\n'),
  },
});
