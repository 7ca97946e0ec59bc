import { describe, expect, it } from 'vitest';
import { ttl } from '../../src/client/ttl.js';
import { runCli } from '../utils/run-cli.js';

describe('--ttl', () => {
  it.each(['1', '15000', '86400000'])('may be %s', (text) => {
    expect(ttl(text)).toBe(Number(text));
  });

  it.each(['0', '-5', '1.5', '', 'soon', '86400001', '1e20'])('may not be "%s"', (text) => {
    expect(() => ttl(text)).toThrow(/milliseconds, 1 or more|too long to live/);
  });

  it.each(['0', '86400001'])('of %s is refused by commands before they do anything', async (text) => {
    const { exitCode, stderr } = await runCli('.', ['run', '-f', 'x()', '--ttl', text]);
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/no time to live|too long to live/);
  });
});
