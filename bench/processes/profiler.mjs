import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import path from 'node:path';

const SAMPLE_US = 200;

/** CPU profiles of this process's threads while it runs, the AVM's included: `--cpu-prof` leaves worker threads out. */
export function createProfiler() {
  const session = new Session();
  const workers = new Map();
  const open = new Map();
  let asked = 0;

  function askWorker(sessionId, method, params = {}) {
    const id = ++asked;
    const message = JSON.stringify({ id, method, params });
    return new Promise((resolve) => {
      open.set(id, resolve);
      session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    });
  }

  async function start() {
    session.connect();
    session.on('NodeWorker.attachedToWorker', ({ params }) => {
      workers.set(params.sessionId, params.workerInfo.title);
    });
    session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
      const { id, result } = JSON.parse(params.message);
      open.get(id)?.(result);
      open.delete(id);
    });
    await session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_US });
    for (const sessionId of workers.keys()) {
      await askWorker(sessionId, 'Profiler.enable');
      await askWorker(sessionId, 'Profiler.setSamplingInterval', { interval: SAMPLE_US });
      await askWorker(sessionId, 'Profiler.start');
    }
    await session.post('Profiler.start');
  }

  /** Writes `<thread>.cpuprofile` files. @returns their paths */
  async function stop({ directory }) {
    const files = [];
    const write = async (name, profile) => {
      const file = path.join(directory, `${name}.cpuprofile`);
      await writeFile(file, JSON.stringify(profile));
      files.push(file);
    };
    await write('main', (await session.post('Profiler.stop')).profile);
    for (const sessionId of workers.keys()) {
      const { profile } = await askWorker(sessionId, 'Profiler.stop');
      await write(`thread-${sessionId}`, profile);
    }
    session.disconnect();
    return files;
  }

  return { start, stop };
}
