import { parseServiceToml } from '@noctiluca/marine';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tomlLines } from '../../src/service-configs/toml.js';

/** Names and values as files and people may have them, control characters among them. */
const texts = fc.string({ unit: 'grapheme', minLength: 1 });

it('writes any text so that Marine reads it again', () => {
  fc.assert(
    fc.property(fc.dictionary(texts, texts, { noNullPrototype: true }), (envs) => {
      const lines = [
        'total_memory_limit = "2GB"',
        '[[module]]',
        'name = "a"',
        '[module.wasi.envs]',
        ...tomlLines(envs),
      ];
      expect(parseServiceToml(lines.join('\n')).modules[0]!.wasi?.envs).toEqual(envs);
    }),
  );
});

it.each(['\u007f', '"', '\\', '\n', '\u0000', 'é'])('writes %j', (text) => {
  const lines = [
    'total_memory_limit = 1',
    '[[module]]',
    `name = "a"`,
    '[module.wasi.envs]',
    ...tomlLines({ A: text }),
  ];
  expect(parseServiceToml(lines.join('\n')).modules[0]!.wasi?.envs).toEqual({ A: text });
});

it('writes no half of a sign', () => {
  expect(tomlLines({ A: 'a\ud800b' })).toEqual(['A = "a\ufffdb"']);
});
