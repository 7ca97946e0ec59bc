import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { interruptedText } from '../src/interrupted-text.js';
import { CLI_VERSION } from '../src/version.js';
import { runCli } from './utils/run-cli.js';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-cli-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

describe('a command line that is not understood', () => {
  it.each([
    [['deplpy'], /No command registered for `deplpy`.*deploy/],
    [['local', 'upp'], /`upp`/],
    [['run'], /Expected input for flag.*func/],
    [['local', 'up', '--noxes', 'many'], /noxes.*many/s],
    [['local', 'up', '--no-such'], /no-?such/i],
    [['key', 'new', 'a', 'b'], /Too many arguments/],
  ])('is a document with --json: %j', async (argv, message) => {
    const { stdout, stderr, exitCode } = await runCli(cwd, [...argv, '--json']);
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'USAGE', message: expect.stringMatching(message) } });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 2 });
  });

  it('is a line on standard error without', async () => {
    const { stdout, stderr, exitCode } = await runCli(cwd, ['deplpy']);
    expect(stderr).toContain('No command registered for `deplpy`');
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });

  it('has no flags behind --', async () => {
    const { stdout, stderr } = await runCli(cwd, ['deplpy', '--', '--json']);
    expect(stdout).toBe('');
    expect(stderr).toContain('deplpy');
  });
});

describe('with --json', () => {
  it.each([[['--version', '--json']], [['--json', '-v']]])('%j is a document', async (argv) => {
    expect(JSON.parse((await runCli(cwd, argv)).stdout)).toEqual({ version: CLI_VERSION });
  });

  it('progress of a command still goes to standard error, and its error is its own', async () => {
    const { stdout, exitCode } = await runCli(cwd, ['default', 'env', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'NO_PROJECT' } });
    expect(exitCode).toBe(1);
  });

  it('help is help', async () => {
    expect((await runCli(cwd, ['key', 'new', '--help', '--json'])).stdout).toContain('never overwritten');
  });
});

describe('the sentence of an interrupted command', () => {
  it.each([
    [['run', '-f', 'a()'], /^Interrupted\. The call is not waited for/],
    [['local', 'up'], /^Interrupted\. The network that was coming up ends/],
    [['key', 'new'], /^Interrupted\. What was done by then stays/],
    [[], /^Interrupted\./],
  ])('of %j says what it leaves', (argv, text) => {
    expect(interruptedText(argv)).toMatch(text);
  });
});
