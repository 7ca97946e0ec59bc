import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { type AquaFlags, aquaFlags } from './options.js';

function importsOnly(text: string): 'imports' {
  if (text === 'imports') return text;
  throw new SyntaxError('only "imports" can follow; name sources with --input');
}

export const aqua = buildCommand<AquaFlags, ['imports'?], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: aquaFlags,
    aliases: { n: 'names', i: 'input', o: 'output', w: 'watch' },
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: '"imports" prints where imports are looked up, and compiles nothing',
          parse: importsOnly,
          placeholder: 'imports',
          optional: true,
        },
      ],
    },
  },
  docs: {
    brief: 'Compile Aqua to TypeScript, JavaScript or AIR',
    fullDescription: [
      'Compiles what compileAqua in fluence.yaml names. Folders are taken whole and their tree is mirrored; files that',
      'export nothing are passed over. What has not changed is not compiled again.',
      '',
      'Examples:',
      '  fluence aqua',
      '  fluence aqua --names frontend --watch',
      '  fluence aqua --check                        in CI: are the generated files those of the sources?',
      '  fluence aqua -i src/aqua -o src/compiled --js',
      '  fluence aqua imports                        for editors: what stands for which import',
    ].join('\n'),
  },
});
