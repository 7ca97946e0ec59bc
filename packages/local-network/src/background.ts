import { fork } from 'node:child_process';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import type { DaemonMessage } from './daemon.js';
import { LocalNetworkError } from './errors.js';
import type { LocalNetworkInit } from './local-network.js';
import { localPaths } from './paths.js';
import { isUp, type LocalState, readLocalState, removeLocalState } from './state.js';

/** Milliseconds a local network may take to come up, and to go down, unless told otherwise. */
export const DEFAULT_UP_MS = 60_000;
export const DEFAULT_DOWN_MS = 20_000;
const POLL_MS = 20;

/**
 * Starts a local network in a background process that outlives the caller.
 * @throws LocalNetworkError `ALREADY_UP`, `DAEMON_TIMEOUT`, `DAEMON_FAILED`, `PORTS_TAKEN`, `PEER_FAILED` with the text of what failed inside
 */
export async function startInBackground(
  init: LocalNetworkInit,
  options: { timeoutMs?: number; calledAtMs?: number } = {},
): Promise<LocalState> {
  const calledAtMs = options.calledAtMs ?? Date.now();
  await refuseSecond(init.fluenceDir);
  const paths = localPaths(init.fluenceDir);
  await mkdir(paths.local, { recursive: true });
  const log = await open(paths.daemonLog, 'a');
  const entry = createRequire(import.meta.url).resolve('@noctiluca/local-network/daemon-process');
  const daemon = fork(entry, [], { detached: true, stdio: ['ignore', log.fd, log.fd, 'ipc'] });
  try {
    return await outcome(
      daemon,
      { kind: 'start', init, calledAtMs },
      options.timeoutMs ?? DEFAULT_UP_MS,
      paths.daemonLog,
    );
  } catch (cause) {
    daemon.kill('SIGTERM');
    throw cause;
  } finally {
    if (daemon.connected) daemon.disconnect();
    daemon.unref();
    await log.close();
  }
}

async function refuseSecond(fluenceDir: string): Promise<void> {
  const state = await readLocalState(fluenceDir);
  if (state === undefined) return;
  if (await isUp(state)) {
    throw new LocalNetworkError(
      'ALREADY_UP',
      `A local network of ${state.peers.length} peers is already up (process ${state.pid}); use it, or end it with "fluence local down"`,
    );
  }
  await removeLocalState(fluenceDir);
}

function outcome(
  daemon: ReturnType<typeof fork>,
  start: DaemonMessage,
  timeoutMs: number,
  logFile: string,
): Promise<LocalState> {
  return new Promise((resolve, reject) => {
    const fail = (code: 'DAEMON_TIMEOUT' | 'DAEMON_FAILED', text: string) =>
      reject(new LocalNetworkError(code, `${text}; its log is ${logFile}`));
    const timer = setTimeout(
      () => fail('DAEMON_TIMEOUT', `The local network was not ready after ${timeoutMs} ms`),
      timeoutMs,
    );
    daemon.once('error', (error) =>
      fail('DAEMON_FAILED', `The local network could not be started: ${error.message}`),
    );
    daemon.once('exit', (code, by) => {
      clearTimeout(timer);
      fail('DAEMON_FAILED', `The local network ended before it was ready (${by ?? code})`);
    });
    daemon.on('message', (message: DaemonMessage) => {
      if (message.kind === 'start') return;
      clearTimeout(timer);
      if (message.kind === 'ready') resolve(message.state);
      else
        reject(new LocalNetworkError(message.isPortTaken ? 'PORTS_TAKEN' : 'PEER_FAILED', message.message));
    });
    daemon.send(start);
  });
}

/**
 * Ends the local network of a project.
 * @param options.wipe also delete the peers' state and the management key
 * @returns what was up; undefined when nothing was
 * @throws LocalNetworkError `DAEMON_TIMEOUT` when the process does not end
 */
export async function stopInBackground(
  fluenceDir: string,
  options: { timeoutMs?: number; wipe?: boolean } = {},
): Promise<LocalState | undefined> {
  const state = await readLocalState(fluenceDir);
  if (state && (await runsOurProcess(state))) {
    process.kill(state.pid, 'SIGTERM');
    await waitForEnd(state.pid, options.timeoutMs ?? DEFAULT_DOWN_MS);
  }
  await removeLocalState(fluenceDir);
  if (options.wipe) await rm(localPaths(fluenceDir).local, { recursive: true, force: true });
  return state;
}

/** Process ids are reused: a process is ours when the network answers, or when the system says what it was started as. */
async function runsOurProcess(state: LocalState): Promise<boolean> {
  if (!isAlive(state.pid)) return false;
  if (await isUp(state)) return true;
  const commandLine = await readFile(`/proc/${state.pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.includes('daemon-process');
}

async function waitForEnd(pid: number, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) {
      throw new LocalNetworkError(
        'DAEMON_TIMEOUT',
        `The local network (process ${pid}) did not end within ${timeoutMs} ms; end it with "kill -9 ${pid}"`,
      );
    }
    await delay(POLL_MS);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
