import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { app } from '../../src/app.js';
import { OWN_COMMANDS } from '../../src/reference/answers.js';
import { treeCommands } from '../../src/reference/command-tree.js';
import { commandsTable, upstreamAnswers, withCommandsTable } from '../../src/reference/commands-table.js';
import { UPSTREAM_COMMANDS } from '../utils/upstream-commands.js';

const PAGE = new URL('../../../../docs/compatibility.md', import.meta.url);
/** `understood` takes it for a flag. */
const IN_NO_TREE = ['help'];
const tree = treeCommands(app);

describe('the table of commands', () => {
  it('has every command of 0.16.3, and no other', () => {
    const names = UPSTREAM_COMMANDS.map((words) => words.join(' ')).sort();
    expect([...upstreamAnswers().keys()].sort()).toEqual(names);
  });

  it('has every command of the tree, and no other', () => {
    const told = [...upstreamAnswers().keys(), ...OWN_COMMANDS].filter((name) => !IN_NO_TREE.includes(name));
    expect(told.sort()).toEqual(tree.map(({ name }) => name).sort());
  });

  it('says of each that is not the same how it differs, or what to use instead', () => {
    const unsaid = [...upstreamAnswers()].filter(([, { is, text }]) => is !== 'same' && text === '');
    expect(unsaid).toEqual([]);
    const torn = [...upstreamAnswers().values()].filter(({ text }) => /[|\n]/.test(text));
    expect(torn).toEqual([]);
  });

  it('is in docs/compatibility.md: `npm run reference` renews it', () => {
    const page = readFileSync(PAGE, 'utf8');
    expect(page).toBe(withCommandsTable(page, commandsTable(tree)));
  });

  it('needs its place in the page', () => {
    expect(() => withCommandsTable('# Compatibility\n', '')).toThrow(/there is no/);
  });
});

describe('the command tree', () => {
  it('names a group that is a command too by its own name, and tells what each does', () => {
    const names = tree.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['aqua', 'aqua json', 'local clock advance', 'deal deploy']),
    );
    expect(names).not.toContain('aqua compile');
    expect(tree.filter(({ brief }) => brief === '')).toEqual([]);
  });
});
