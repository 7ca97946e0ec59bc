import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { YamlText } from '../../src/yaml-edit/yaml-text.js';
import { type Data, data, isCollection, type Path, type WrittenYaml, writtenYaml } from './written-yaml.js';

/** Takes one of what a number chooses from. */
const chosen = <T>(list: readonly T[], number: number): T => list[number % list.length]!;

/** Paths to all that a document has: keys of maps, items of lists, as far as keys alone lead. */
function pathsIn(value: Data, before: Path = []): Path[] {
  if (!isCollection(value)) return [];
  if (Array.isArray(value)) return value.map((_, index) => [...before, index]);
  return Object.entries(value).flatMap(([key, each]) => {
    const path = [...before, key];
    return [path, ...pathsIn(each, path)];
  });
}

const mapsIn = (written: WrittenYaml): Path[] =>
  [[], ...pathsIn(written.data)].filter((path) => {
    if (typeof path.at(-1) === 'number') return false;
    const value = at(written.data, path);
    return value === null || (isCollection(value) && !Array.isArray(value));
  });

const at = (value: Data, path: Path): Data =>
  path.reduce<Data>((inner, key) => (inner as { [key: string | number]: Data })[key]!, value);

/** Changes a copy, as plain objects. */
function changed(
  value: Data,
  path: Path,
  change: (holder: { [key: string]: Data }, key: string | number) => void,
): Data {
  const copy = structuredClone({ root: value }) as { [key: string]: Data };
  const whole: Path = ['root', ...path];
  for (let depth = 1; depth < whole.length; depth++) {
    const holder = at(copy, whole.slice(0, depth - 1)) as { [key: string | number]: Data };
    holder[whole[depth - 1]!] ??= {};
  }
  change(at(copy, whole.slice(0, -1)) as { [key: string]: Data }, whole.at(-1)!);
  return copy.root!;
}

const startsWith = (path: Path, begin: Path) => begin.every((key, index) => path[index] === key);

/** Lines that a change may touch: those of what it changes, else the one of the key that holds it. */
function mayChange(written: WrittenYaml, path: Path): (owner: Path) => boolean {
  const flow = written.flows.find((each) => startsWith(path, each));
  const holder = path.slice(0, -1);
  return (owner) =>
    startsWith(owner, flow ?? path) || (owner.length === holder.length && startsWith(owner, holder));
}

/** Each line of a text with what ends it. */
const linesOf = (text: string) => text.replace('\uFEFF', '').match(/[^\n]*\n|[^\n]+$/g) ?? [];

function check(written: WrittenYaml, path: Path, edited: string, expected: Data): void {
  expect(parse(edited, { schema: 'core' })).toEqual(expected);
  expect(edited.startsWith('\uFEFF')).toBe(written.text.startsWith('\uFEFF'));
  const [before, after] = [linesOf(written.text), linesOf(edited)];
  const bare = (line: string | undefined) => line?.replace(/\r?\n$/, '');
  let head = 0;
  while (head < before.length && bare(before[head]) === bare(after[head])) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    bare(before.at(-1 - tail)) === bare(after.at(-1 - tail))
  )
    tail++;
  const isAllowed = mayChange(written, path);
  const touched = written.lines.slice(head, before.length - tail);
  const own = written.lines.filter(({ owner }) => isAllowed(owner)).map(({ text }) => text);
  expect(touched.map(({ text }) => text).filter((text) => !own.includes(text))).toEqual([]);
  expect(after.slice(0, -1).filter((line) => !line.endsWith(written.ending))).toEqual([]);
  // A blank last line without an end looks like the end of the line before it.
  if (written.lines.some(({ text }) => text === '')) return;
  expect(edited.endsWith('\n')).toBe(written.text.endsWith('\n'));
}

const commentsOf = (text: string) => text.match(/# c\d+/g) ?? [];

describe('YamlText', () => {
  it('adds a key: no line but the one of its map changes, and no comment goes', () => {
    fc.assert(
      fc.property(
        writtenYaml,
        fc.nat(),
        fc.stringMatching(/^new\w{0,4}$/),
        data,
        (written, number, name, value) => {
          const path = [...chosen(mapsIn(written), number), name];
          const text = new YamlText(written.text, 'fluence.yaml');
          text.set(path as string[], value);
          const edited = text.toString();
          check(
            written,
            path,
            edited,
            changed(written.data, path, (holder, key) => {
              holder[key] = value;
            }),
          );
          for (const comment of commentsOf(written.text)) expect(edited).toContain(comment);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('changes a value: no line but its own changes', () => {
    fc.assert(
      fc.property(writtenYaml, fc.nat(), data, (written, number, value) => {
        const path = chosen(
          pathsIn(written.data).filter((each) => typeof each.at(-1) === 'string'),
          number,
        );
        const text = new YamlText(written.text, 'fluence.yaml');
        text.set(path as string[], value);
        const expected = changed(written.data, path, (holder, key) => {
          holder[key] = value;
        });
        check(written, path, text.toString(), expected);
        if (isCollection(at(written.data, path))) return;
        for (const comment of commentsOf(written.text)) expect(text.toString()).toContain(comment);
      }),
      { numRuns: 400 },
    );
  });

  it('takes out a key or an item: no line but its own goes', () => {
    fc.assert(
      fc.property(writtenYaml, fc.nat(), (written, number) => {
        const path = chosen(pathsIn(written.data), number);
        const text = new YamlText(written.text, 'fluence.yaml');
        text.remove(path);
        const expected = changed(written.data, path, (holder, key) => {
          if (Array.isArray(holder)) holder.splice(key as number, 1);
          else delete holder[key];
        });
        check(written, path, text.toString(), expected);
      }),
      { numRuns: 400 },
    );
  });

  it('changes nothing when what is asked for is so, and back again what it added', () => {
    fc.assert(
      fc.property(writtenYaml, fc.nat(), (written, number) => {
        const text = new YamlText(written.text, 'fluence.yaml');
        const path = chosen(
          pathsIn(written.data).filter((each) => typeof each.at(-1) === 'string'),
          number,
        );
        text.set(path as string[], at(written.data, path));
        text.remove([...path, 'nothing', 'here']);
        text.remove(['nothing']);
        expect(text.toString()).toBe(written.text);
        text.set(['added'], 1);
        text.remove(['added']);
        expect(text.toString()).toBe(written.text);
      }),
      { numRuns: 200 },
    );
  });
});
