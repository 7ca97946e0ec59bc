import { fork } from 'node:child_process';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { LocalNetworkError } from '../errors.js';
import type { LocalNetworkInit } from '../network/local-network.js';
import type { OnNetworkStep } from '../network/network-step.js';
import { isUp, type LocalState, readLocalState, removeLocalState } from '../state/local-state.js';
import { localPaths } from '../state/paths.js';
import type { DaemonMessage } from './daemon.js';
import { lockOwner } from './network-lock.js';
import { isAlive } from './process-identity.js';

/** Milliseconds a local network may take to come up, and to go down, unless told otherwise. */
export const DEFAULT_UP_MS = 60_000;
export const DEFAULT_DOWN_MS = 20_000;
const POLL_MS = 20;
/** Milliseconds a process that was killed has to be gone. */
const GONE_MS = 200;

/**
 * Starts a local network in a background process that outlives the caller.
 * @param options.onStep told what comes up
 * @throws LocalNetworkError `ALREADY_UP`, `DAEMON_TIMEOUT`, `DAEMON_FAILED`, and as `createLocalNetwork` with the text of what failed inside
 */
export async function startInBackground(
  init: LocalNetworkInit,
  options: { timeoutMs?: number; calledAtMs?: number; onStep?: OnNetworkStep } = {},
): Promise<LocalState> {
  const calledAtMs = options.calledAtMs ?? Date.now();
  await requireNoNetwork(init.fluenceDir);
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
      options.onStep,
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

/**
 * What is said to be up and has no process any more is forgotten; a process that does not answer is not.
 * @throws LocalNetworkError `ALREADY_UP`
 */
export async function requireNoNetwork(fluenceDir: string): Promise<void> {
  const state = await readLocalState(fluenceDir);
  const answers = state !== undefined && (await isUp(state));
  // One that was just killed takes a moment to be gone.
  if (!answers && (await networkProcess(fluenceDir)) !== undefined) await delay(GONE_MS);
  const pid = await networkProcess(fluenceDir);
  if (pid === undefined) return removeLocalState(fluenceDir);
  const what =
    state === undefined
      ? 'A local network is starting'
      : `A local network of ${state.peers.length} peers is already up`;
  const how = state === undefined || answers ? 'use it, or end' : 'it does not answer: end';
  throw new LocalNetworkError('ALREADY_UP', `${what} (process ${pid}); ${how} it with "fluence local down"`);
}

function outcome(
  daemon: ReturnType<typeof fork>,
  start: DaemonMessage,
  timeoutMs: number,
  logFile: string,
  onStep: OnNetworkStep = () => {},
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
      if (message.kind === 'step') return onStep(message.step);
      clearTimeout(timer);
      if (message.kind === 'ready') resolve(message.state);
      else reject(new LocalNetworkError(message.code ?? 'PEER_FAILED', message.message));
    });
    daemon.send(start);
  });
}

/**
 * Ends the local network of a project.
 * @param options.wipe also delete the peers' state and the management key
 * @returns whether a network was up or starting, and what it said of itself when it was ready
 * @throws LocalNetworkError `DAEMON_TIMEOUT` when the process does not end
 */
export async function stopInBackground(
  fluenceDir: string,
  options: { timeoutMs?: number; wipe?: boolean } = {},
): Promise<{ readonly wasUp: boolean; readonly state: LocalState | undefined }> {
  const state = await readLocalState(fluenceDir);
  const pid = await networkProcess(fluenceDir);
  if (pid !== undefined) {
    process.kill(pid, 'SIGTERM');
    await waitForEnd(pid, options.timeoutMs ?? DEFAULT_DOWN_MS);
  }
  await removeLocalState(fluenceDir);
  if (options.wipe) await rm(localPaths(fluenceDir).local, { recursive: true, force: true });
  return { wasUp: pid !== undefined || state !== undefined, state };
}

/** Process of the network of a project; undefined when there is none. Earlier versions wrote no lock. */
async function networkProcess(fluenceDir: string): Promise<number | undefined> {
  const owner = await lockOwner(fluenceDir);
  if (owner !== undefined) return owner.pid;
  const state = await readLocalState(fluenceDir);
  if (state === undefined || !isAlive(state.pid)) return undefined;
  if (await isUp(state)) return state.pid;
  const commandLine = await readFile(`/proc/${state.pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.includes('daemon-process') ? state.pid : undefined;
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
