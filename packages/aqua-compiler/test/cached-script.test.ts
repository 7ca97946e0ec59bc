import { readdirSync, readFileSync } from 'node:fs';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { CachedScript } from '../src/cached-script.js';

const SOURCE = "exports.path = require('node:path').sep; exports.twice = (n) => n * 2;";
type Exports = { path: string; twice(n: number): number };

describe('a script whose compiled code is kept', () => {
  let count = 0;
  const make = () => {
    const folder = tempFolder();
    // A script of its own each time: V8 remembers in memory, too, what it compiled.
    folder.write('script.cjs', `${SOURCE} // ${count++}`);
    const cache = folder.at('cache/of-v8');
    return { folder, cache, load: () => new CachedScript<Exports>(folder.at('script.cjs'), cache) };
  };

  it('gives what it exports, the first time and from what was kept', () => {
    const { load } = make();
    for (let round = 0; round < 2; round++) {
      const { exports, keep } = load();
      expect([exports.twice(21), exports.path]).toEqual([42, '/']);
      keep();
    }
  });

  it('is kept whole, once, and nothing else is left', () => {
    const { folder, cache, load } = make();
    load().keep();
    const kept = readFileSync(cache);
    load().keep();
    expect(readFileSync(cache)).toEqual(kept);
    expect(readdirSync(folder.at('cache'))).toEqual(['of-v8']);
  });

  it('is compiled anew when what was kept is damaged, or of another script', () => {
    const { folder, cache, load } = make();
    folder.write('cache/of-v8', 'no code');
    const first = load();
    expect(first.exports.twice(2)).toBe(4);
    first.keep();
    expect(readFileSync(cache).length).toBeGreaterThan(100);
    folder.write('script.cjs', 'exports.twice = (n) => n * 2 + 1;');
    const second = load();
    expect(second.exports.twice(2)).toBe(5);
    second.keep();
    expect(load().exports.twice(2)).toBe(5);
  });

  it('runs where nothing can be kept', () => {
    const { folder, load } = make();
    folder.write('cache', 'a file where the folder would be');
    const { exports, keep } = load();
    keep();
    expect(exports.twice(3)).toBe(6);
  });
});
