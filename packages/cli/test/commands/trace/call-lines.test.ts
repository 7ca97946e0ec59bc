import { describe, expect, it } from 'vitest';
import { callLines } from '../../../src/commands/trace/call-lines.js';

const MAIN = `aqua Main

import greeting from "lib.aqua"

service Nowhere("nowhere"):
    nothing() -> string

func greet(name: string) -> string:
    x <- Nowhere.nothing() -- and Nowhere.never()

    text <- greeting(name)
    <- text

func last() -> string:
    y <- Nowhere.nothing()
    z <- Nowhere.nothing()
    <- z`;
const LIB = 'aqua Lib declares *\n\nfunc greeting(name: string) -> string:\n    <- name\n';
const sources = new Map([
  ['main.aqua', MAIN],
  ['lib.aqua', LIB],
]);
const at = (...stack: string[]) => callLines(sources, stack).map(({ file, line }) => `${file}:${line}`);

describe('the lines of a call', () => {
  it.each([
    [['greet', 'Nowhere.nothing'], ['main.aqua:9']],
    [
      ['last', 'Nowhere.nothing'],
      ['main.aqua:15', 'main.aqua:16'],
    ],
    [['greet', 'Renamed.nothing'], ['main.aqua:9']],
  ])('of %j are those in its function that call it: %j', (stack, lines) => {
    expect(at(...stack)).toEqual(lines);
  });

  it.each([
    [['greet', 'greeting'], ['lib.aqua:3']],
    [['greet', 'Nowhere.never'], ['main.aqua:8']],
  ])('of %j are where the function begins when no line of it says so: %j', (stack, lines) => {
    expect(at(...stack)).toEqual(lines);
  });

  it('are not those that call a function of another service with the same name', () => {
    const text = 'func f():\n    a <- One.get()\n    b <- Two.get()\n';
    expect(callLines(new Map([['m.aqua', text]]), ['f', 'Two.get']).map(({ line }) => line)).toEqual([3]);
  });

  it('are none of a function that is nowhere, or in two sources', () => {
    expect(at('elsewhere')).toEqual([]);
    expect(callLines(new Map([...sources, ['copy.aqua', LIB]]), ['greeting'])).toEqual([]);
  });

  it('come as they are written, without what is around', () => {
    expect(callLines(sources, ['greet', 'Nowhere.nothing'])[0]!.text).toBe(
      'x <- Nowhere.nothing() -- and Nowhere.never()',
    );
  });
});
