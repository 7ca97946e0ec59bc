import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const fluence = fileURLToPath(new URL('../../packages/cli/bin/fluence.js', import.meta.url));
const noctiluca = fileURLToPath(new URL('../../packages/node/bin/noctiluca.js', import.meta.url));

/** Runs `fluence` with arguments in a folder. @returns milliseconds from its start to its end, and what it printed */
export async function timeFluence(args, cwd) {
  const startedAt = performance.now();
  const { stdout } = await run(process.execPath, [fluence, ...args], { cwd, env: quietEnvironment() });
  return { ms: performance.now() - startedAt, stdout };
}

/** Starts the `noctiluca` program in a folder of its own; its log goes nowhere. */
export function startPeerProgram(args, cwd, env = {}) {
  const environment = { ...quietEnvironment(), ...env };
  return spawn(process.execPath, [noctiluca, ...args], { cwd, env: environment, stdio: 'ignore' });
}

/** Settings of the caller's own peers and commands have no say here. */
function quietEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('FLUENCE_')));
}

/** A port nobody listens on at the moment. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resident memory of any process, MiB. */
export async function residentMiB(pid) {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}
