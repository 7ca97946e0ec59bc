import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { type RunFlags, runFlags } from './options.js';

export const run = buildCommand<RunFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: { flags: runFlags, aliases: { f: 'func', i: 'input', k: 'sk', b: 'printBeautifiedAir' } },
  docs: {
    brief: 'Call an Aqua function',
    fullDescription: [
      'Compiles the call, connects to a relay, prints the result: a string as it is, anything else as JSON.',
      "Looks for the function in every input of fluence.yaml's compileAqua, or in --input.",
      'Arguments are text in quotes, numbers, true, false, or variables, whose values --data has: typed by the',
      "function's signature, 64-bit numbers to the digit, nothing or null for what is optional.",
      'A call that never leaves the client needs no network.',
      '',
      'Examples:',
      '  fluence run -f \'helloWorld("Fluence")\'',
      '  fluence run -f \'greet(name)\' --data \'{"name": "Fluence"}\' -i aqua/main.aqua',
      "  fluence run -f 'getInfo()' --relay local-1 --ttl 5000",
      "  fluence run -f 'getInfo()' --trace          where it went, and why it did not come back",
      "  fluence run -f 'getInfo()' -b               the script that would be run, to be read",
    ].join('\n'),
  },
});
