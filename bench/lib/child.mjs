import { fork, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Who is measured and who makes the load stand on cores of their own, where that can be asked for. */
export const CORES = { measured: 0, loader: 1 };

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;
const STOP_MS = 10_000;

/**
 * Starts a process of `bench/processes/`, which answers what it is asked (`serve.mjs`).
 * @param core where it runs; the system decides when `taskset` is missing
 * @param entry URL of its module, if it is not this checkout's
 */
export function startChild(name, { core, entry } = {}) {
  const module = fileURLToPath(entry ?? new URL(`../processes/${name}.mjs`, import.meta.url));
  const pinned = canPin && core !== undefined;
  const child = fork(module, [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...(pinned ? { execPath: 'taskset', execArgv: ['-c', `${core}`, process.execPath] } : { execArgv: [] }),
  });
  const open = new Map();
  let asked = 0;
  child.on('message', ({ id, answer, error }) => {
    const { resolve, reject } = open.get(id);
    open.delete(id);
    if (error === undefined) resolve(answer);
    else reject(new Error(`${name}: ${error}`));
  });
  let stopping = false;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  exited.then((code) => {
    if (stopping) return;
    for (const { reject } of open.values()) reject(new Error(`${name} ended with ${code}`));
    open.clear();
  });

  return {
    pinned,
    ask(what, parameters = {}) {
      return new Promise((resolve, reject) => {
        open.set(++asked, { resolve, reject });
        child.send({ id: asked, what, parameters });
      });
    },
    /** CPU milliseconds since the process began and its memory. */
    usage() {
      return this.ask('usage');
    },
    /** As a machine that has no time for it. */
    async standStill(forMs) {
      child.kill('SIGSTOP');
      await wait(forMs);
      child.kill('SIGCONT');
    },
    async stop() {
      stopping = true;
      if (child.connected) child.send({ id: 0, what: 'exit' });
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}
