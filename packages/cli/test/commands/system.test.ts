import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../utils/run-cli.js';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-cli-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const RELAY = '/ip4/127.0.0.1/tcp/1/ws/p2p/12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';
const errorOf = (stdout: string) =>
  (JSON.parse(stdout) as { error: { code: string; message: string } }).error;

describe('fluence system', () => {
  it.each([
    [['system', '--help'], 'status'],
    [['system', 'plan', '--help'], '--detailed-exitcode'],
    [['system', 'apply', '--help'], 'Examples:'],
    [['system', 'status', '--help'], 'Needs no key'],
  ])('%j shows what there is', async (argv, text) => {
    expect((await runCli(cwd, argv)).stdout).toContain(text);
  });

  it.each(['plan', 'apply', 'status'])('%s says that no local network is up', async (command) => {
    const { stdout, exitCode } = await runCli(cwd, ['system', command, '--json']);
    expect(errorOf(stdout).code).toBe('NO_LOCAL_NETWORK');
    expect(exitCode).toBe(1);
  });

  it('plan needs a key for a peer that is not of the local network', async () => {
    const { stdout } = await runCli(cwd, ['system', 'plan', '--relay', RELAY, '--json']);
    expect(errorOf(stdout)).toMatchObject({ code: 'BAD_ARGUMENT', message: expect.stringContaining('--sk') });
  });

  it('status tells of a relay that does not answer, peer by peer', async () => {
    const { stdout, exitCode } = await runCli(cwd, ['system', 'status', '--relay', RELAY, '--json']);
    expect(exitCode).toBe(1);
    const { peers } = JSON.parse(stdout) as { peers: { error: { code: string } }[] };
    expect(peers.map(({ error }) => error.code)).toEqual(['RELAY_UNREACHABLE']);
  });
});
