import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aquaStacks, readScript } from '../src/index.js';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

describe('the Aqua functions of a call', () => {
  it('are those around it, in a script that the compiler made twice', () => {
    const script = fixture('greet.air');
    const stacks = aquaStacks(script, fixture('greet-traced.air'));
    const calls = readScript(script).filter(({ kind }) => kind === 'call');
    const shown = calls.map(
      ({ index, head }) => `${/"(\w+|-relay-)"\)/.exec(head)![1]}: ${stacks.get(index)!.join(' > ')}`,
    );
    expect(shown).toEqual([
      '-relay-: ',
      'names: ',
      'peer: ',
      'greet: greet > twice > greeting > Greeter.greet',
      'greet: greet > twice > greeting > Greeter.greet',
      'log: greet > twice > Greeter.log',
      'greet: greet > greeting > Greeter.greet',
      'response: ',
      'error: ',
    ]);
  });

  it('are not guessed where the scripts are of different functions', () => {
    const stacks = aquaStacks(
      '(seq (call "p" ("a" "b") []) (call "p" ("c" "d") []))',
      '(call "p" ("c" "d") [])',
    );
    expect([...stacks]).toEqual([[2, []]]);
  });
});
