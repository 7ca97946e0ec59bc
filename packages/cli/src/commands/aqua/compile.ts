import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { type AquaFlags, aquaFlags } from './options.js';

export const aquaCompile = buildCommand<AquaFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: aquaFlags,
    aliases: { n: 'names', i: 'input', o: 'output', w: 'watch' },
  },
  docs: {
    brief: 'Compile Aqua to TypeScript, JavaScript or AIR',
    fullDescription: [
      'Compiles what compileAqua in fluence.yaml names. Folders are taken whole and their tree is mirrored; files that',
      'export nothing are passed over. What has not changed is not compiled again.',
      'Other words: "fluence aqua imports", "fluence aqua json" and "fluence aqua yml", each with --help of its own.',
      '',
      'Examples:',
      '  fluence aqua',
      '  fluence aqua --names frontend --watch',
      '  fluence aqua --check                        in CI: are the generated files those of the sources?',
      '  fluence aqua -i src/aqua -o src/compiled --js',
      '  fluence aqua imports                        for editors: what stands for which import',
      '  fluence aqua json config.json               Aqua that returns what the file says',
    ].join('\n'),
  },
});
