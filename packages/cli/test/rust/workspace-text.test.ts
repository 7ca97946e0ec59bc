import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dependencies } from '../../src/rust/sources.js';
import { isWorkspace, newWorkspace, withMembers } from '../../src/rust/workspace-text.js';

describe('members of a workspace', () => {
  it.each([
    ['[workspace]\nmembers = []\n', '[workspace]\nmembers = [\n    "a/b",\n]\n'],
    ['[workspace]\nmembers = ["x"]\n', '[workspace]\nmembers = ["x", "a/b"]\n'],
    ['[workspace]\nmembers = ["x",]\n', '[workspace]\nmembers = ["x", "a/b"]\n'],
    ['[workspace]\nmembers = [ "x" ]\n', '[workspace]\nmembers = [ "x", "a/b" ]\n'],
    [
      '[workspace]\r\nmembers = [\r\n\t"x" # ["a/b"]\r\n]\r\n',
      '[workspace]\r\nmembers = [\r\n\t"x", # ["a/b"]\r\n\t"a/b",\r\n]\r\n',
    ],
    [
      '[package]\r\nname = "p"',
      '[package]\r\nname = "p"\r\n\r\n[workspace]\r\nmembers = [\r\n    "a/b",\r\n]',
    ],
    ['[workspace]', '[workspace]\nmembers = [\n    "a/b",\n]'],
    [
      '# mine\n[workspace]\nmembers = [\n  "x", # first\n  "y"\n]\n\n[profile.release]\nlto = true\n',
      '# mine\n[workspace]\nmembers = [\n  "x", # first\n  "y",\n  "a/b",\n]\n\n[profile.release]\nlto = true\n',
    ],
    ['[workspace]\n\n[profile.dev]\n', '[workspace]\nmembers = [\n    "a/b",\n]\n\n[profile.dev]\n'],
    ['[package]\nname = "p"\n', '[package]\nname = "p"\n\n[workspace]\nmembers = [\n    "a/b",\n]\n'],
  ])('are added to %j', (before, after) => {
    expect(withMembers(before, ['a/b'])).toBe(after);
    expect(withMembers(after, ['a/b'])).toBe(after);
  });

  it.each(['members = ["a/*"]', "members = ['a/b']", 'members = ["./a/b/"]', 'members = ["*/b", "c"]'])(
    'stay as they are with %s',
    (line) => {
      const text = `[workspace]\n${line}\n`;
      expect(withMembers(text, ['a/b'])).toBe(text);
    },
  );

  it('are found again, whichever they are', () => {
    const member = fc.stringMatching(/^[a-z][a-z/-]{0,12}[a-z]$/);
    fc.assert(
      fc.property(fc.array(member, { minLength: 1 }), fc.array(member), (first, second) => {
        const text = withMembers(newWorkspace(first), second);
        expect(isWorkspace(text)).toBe(true);
        expect(withMembers(text, [...first, ...second])).toBe(text);
      }),
    );
  });
});

it('reads what cargo says of sources, with spaces in their names', () => {
  expect(dependencies('/t/a.wasm: /p/my\\ dir/main.rs /p/lib.rs\n\n/p/lib.rs:\n')).toEqual([
    '/p/my dir/main.rs',
    '/p/lib.rs',
  ]);
  expect(dependencies('')).toEqual([]);
});
