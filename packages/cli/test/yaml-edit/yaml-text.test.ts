import { describe, expect, it } from 'vitest';
import { YamlText } from '../../src/yaml-edit/yaml-text.js';

const edited = (before: string, change: (text: YamlText) => void): string => {
  const text = new YamlText(before, 'fluence.yaml');
  change(text);
  return text.toString();
};

describe('YamlText.set', () => {
  it.each([
    ['begins a section', 'a: 1 # c\n', 'a: 1 # c\ns:\n  n: v\n'],
    ['in a file without a last line end', 'a: 1', 'a: 1\ns:\n  n: v'],
    ['with CRLF', 'a: 1\r\nb: 2\r\n', 'a: 1\r\nb: 2\r\ns:\r\n  n: v\r\n'],
    ['with a byte order mark', '\uFEFFa: 1\n', '\uFEFFa: 1\ns:\n  n: v\n'],
    ['before the end of the document', '---\na: 1\n...\n', '---\na: 1\ns:\n  n: v\n...\n'],
    ['after the comments at the end', 'a: 1\n\n# s:\n#   x: y\n\n', 'a: 1\n\n# s:\n#   x: y\ns:\n  n: v\n\n'],
    ['in place of {}', 's: {} # none\nb: 1\n', 's: # none\n  n: v\nb: 1\n'],
    ['in place of null', 's: ~\nb: 1\n', 's:\n  n: v\nb: 1\n'],
    ['under a key with nothing', 's: # soon\n\nb: 1\n', 's: # soon\n  n: v\n\nb: 1\n'],
    ['as deep as its neighbours', 's:\n     x: y\n\nb: 1\n', 's:\n     x: y\n     n: v\n\nb: 1\n'],
    ['as deep as maps elsewhere', 'd:\n    x: 1\ns: {}\n', 'd:\n    x: 1\ns:\n    n: v\n'],
    [
      'after comments of the last one',
      's:\n  x:\n    - y\n    # z\n# b\nb: 1\n',
      's:\n  x:\n    - y\n    # z\n  n: v\n# b\nb: 1\n',
    ],
    ['beside others between braces', 's: { x: y } # c\n', 's: { x: y, n: v } # c\n'],
    ['after a last comma', 's: {x: y,}\n', 's: {x: y, n: v,}\n'],
    ['on a line of its own', 's: {\n  x: y # c\n}\n', 's: {\n  x: y, # c\n  n: v\n}\n'],
    ['between braces with a comment', 's: {\n  # none\n}\n', 's: {\n  # none\n  n: v\n}\n'],
    ['in a document between braces', '{"a": 1}\n', '{"a": 1, s: { n: v }}\n'],
  ])('%s', (_what, before, after) => {
    expect(edited(before, (text) => text.set(['s', 'n'], 'v'))).toBe(after);
  });

  it.each([
    ['a:   1   # c\n', 'a:   v   # c\n'],
    ["a: 'x'\n", 'a: v\n'],
    ['a: |\n  x\n  y\nb: 1\n', 'a: v\nb: 1\n'],
    ['a: # c\n  # d\n  x: 1\nb: 1\n', 'a: v # c\n  # d\nb: 1\n'],
    ['b: &x 1\na: *x\n', 'b: &x 1\na: v\n'],
  ])('changes a value: %j', (before, after) => {
    expect(edited(before, (text) => text.set(['a'], 'v'))).toBe(after);
  });

  it.each([
    ['what others refer to', 'a: &x\n  b: 1\nc: *x\n', ['a', 'n']],
    ['what refers to others', 'c: &x\n  b: 1\na: *x\n', ['a', 'n']],
    ['a text', 'a: b\n', ['a', 'n']],
    ['a list', 'a: []\n', ['a', 'n']],
    ['what has another type by its tag', 'a: !!str 1\n', ['a']],
  ])('refuses to change %s', (_what, before, path) => {
    const text = new YamlText(before, 'fluence.yaml');
    expect(() => text.set(path, 2)).toThrow(/^fluence.yaml: .* Change it by hand/);
    expect(text.toString()).toBe(before);
  });
});

describe('YamlText.remove', () => {
  it.each([
    [
      'the lines of a key',
      '# top\na: 1\n# n\nn: # c\n  x:\n    y: 1\n    # in\n  # end\n# b\nb: 2\n',
      '# top\na: 1\n# n\n# b\nb: 2\n',
    ],
    ['the last line', 'a: 1\nn: 1', 'a: 1'],
    ['the last line, with CRLF', 'a: 1\r\nn: 1', 'a: 1'],
    ['all there is', '# c\nn: 1 # d\n', '# c\n{} # d\n'],
    ['one of a document between braces', '{ a: 1, n: 2 }', '{ a: 1 }'],
    ['the first between braces', '{n: 2, b: 1}', '{b: 1}'],
    ['the one that a comment follows', '{n: 1, # c\n b: 2}', '{ # c\n b: 2}'],
    ['the one after a comment', '{a: 1, # c\n n: 2 }', '{a: 1, # c\n  }'],
  ])('takes out %s', (_what, before, after) => {
    expect(edited(before, (text) => text.remove(['n']))).toBe(after);
  });

  it('leaves an empty map or list where the only thing was', () => {
    const before = 's: # c\n  n:\n    x: [ y ]\nl: &a\n- z\n';
    const after = edited(before, (text) => {
      text.remove(['s', 'n', 'x', 0]);
      text.remove(['l', 0]);
    });
    expect(after).toBe('s: # c\n  n:\n    x: []\nl: &a []\n');
    expect(edited(after, (text) => text.remove(['s', 'n']))).toBe('s: {} # c\nl: &a []\n');
  });

  it('refuses to take out what others refer to', () => {
    const text = new YamlText('a: &x 1\nb: *x\n', 'fluence.yaml');
    expect(() => text.remove(['a'])).toThrow('Change it by hand');
    expect(text.toString()).toBe('a: &x 1\nb: *x\n');
  });
});

describe('YamlText', () => {
  it.each([
    ['a: 1\na: 2\n', 'fluence.yaml:2:1 is not YAML: Map keys must be unique'],
    ['a: 1\n---\nb: 1\n', 'fluence.yaml:2:1 is not YAML: '],
    ['- a\n', 'fluence.yaml has no keys at its top'],
    ['# nothing\n', 'fluence.yaml has no keys at its top'],
  ])('refuses %j', (text, message) => {
    expect(() => new YamlText(text, 'fluence.yaml')).toThrow(message);
  });

  it('refuses what aliases make too large', () => {
    const bomb = `a: &a [1]\n${[...'bcdefgh'].map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefg'[index]}`).join(', ')}]\n`).join('')}`;
    const text = new YamlText(bomb, 'fluence.yaml');
    expect(() => text.set(['x'], 1)).toThrow('fluence.yaml cannot be expanded');
  });
});
