import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../utils/run-cli.js';

const BEGIN_MS = Date.UTC(2026, 0, 1);

let cwd: string;
let server: Server;
/** Seconds of each request to advance. */
let steps: number[];
/** Status instead of an answer. */
let refusal: { status: number; body: string } | undefined;

/** A peer that has nothing but a clock. */
async function startPeer(): Promise<string> {
  let offsetMs = 0;
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      if (request.method === 'POST' && refusal !== undefined) {
        response.writeHead(refusal.status).end(refusal.body);
        return;
      }
      if (request.method === 'POST') {
        const { seconds } = JSON.parse(body) as { seconds: number };
        steps.push(seconds);
        offsetMs += seconds * 1000;
      }
      const now = new Date(BEGIN_MS + offsetMs).toISOString();
      response.end(JSON.stringify({ virtual: true, now, nowMs: BEGIN_MS + offsetMs, offsetMs }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(async () => {
  steps = [];
  refusal = undefined;
  cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-cli-clock-'));
  const http = await startPeer();
  const peer = {
    name: 'nox-0',
    peerId: '12D3KooW',
    multiaddrs: [],
    http,
    managementPeerId: '12D3KooW',
    managementKeyFile: '',
  };
  await mkdir(path.join(cwd, '.fluence'), { recursive: true });
  const ipfs = { multiaddr: '' };
  const state = {
    peers: [peer],
    ipfs,
    readyMs: 1,
    pid: process.pid,
    startedAt: new Date(BEGIN_MS).toISOString(),
  };
  await writeFile(path.join(cwd, '.fluence', 'local.json'), JSON.stringify(state));
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(cwd, { recursive: true, force: true });
});

describe('local clock', () => {
  it('shows the time of each peer', async () => {
    const { stdout } = await runCli(cwd, ['local', 'clock']);
    expect(stdout).toMatch(/nox-0 +2026-01-01T00:00:00.000Z +0s/);
  });

  it('advances them by the whole of a duration, in steps', async () => {
    const { stdout, exitCode } = await runCli(cwd, ['local', 'clock', 'advance', '1h', '30m', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      peers: [
        {
          name: 'nox-0',
          peerId: '12D3KooW',
          virtual: true,
          now: '2026-01-01T01:30:00.000Z',
          nowMs: BEGIN_MS + 5_400_000,
          offsetMs: 5_400_000,
        },
      ],
    });
    expect(steps[0]).toBe(60);
    expect(steps.reduce((sum, seconds) => sum + seconds, 0)).toBe(5400);
  });

  it.each([
    { status: 405, body: 'Only GET and HEAD are answered', message: 'virtual_clock is off' },
    { status: 400, body: '{"error":"too far"}', message: 'Peer nox-0 refused: too far' },
  ])('says why a peer refuses: $status', async ({ status, body, message }) => {
    refusal = { status, body };
    const { stdout, exitCode } = await runCli(cwd, ['local', 'clock', 'advance', '1m', '--json']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(message);
  });

  it('says which peer does not answer', async () => {
    server.closeAllConnections();
    server.close();
    const { stdout } = await runCli(cwd, ['local', 'clock', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'NO_LOCAL_NETWORK', message: expect.stringContaining('nox-0') },
    });
  });
});
