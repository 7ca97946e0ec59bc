import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MIB = 1024 * 1024;

/**
 * What is fuzzed: its part of all inputs, how long one may take, and by how much memory may differ at the end, in
 * which lie what V8 keeps of code and what pools and bounded caches hold.
 */
export const KINDS = {
  frames: { share: 60, hangMs: 5_000, slackBytes: 24 * MIB },
  air: { share: 8, hangMs: 10_000, slackBytes: 24 * MIB },
  calls: { share: 24, hangMs: 10_000, slackBytes: 24 * MIB },
  wasm: { share: 2, hangMs: 10_000, slackBytes: 24 * MIB },
  it: { share: 6, hangMs: 5_000, slackBytes: 24 * MIB },
};
/** A process may take this long to come up. */
const START_MS = 60_000;
const LOOK_MS = 500;

/** Runs a range of inputs in a process of its own; `failures` of the report is empty when all is well. */
export async function fuzzKind(kind, { seed, from, count }) {
  const folder = await mkdtemp(path.join(tmpdir(), `noctiluca-fuzz-${kind}-`));
  const progress = path.join(folder, 'progress');
  const child = fork(
    fileURLToPath(new URL('kind-process.mjs', import.meta.url)),
    [progress, kind, seed, from, count],
    {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const startedAt = performance.now();
  const failures = [];
  let report = { kind, seed, from, count, outcomes: {} };
  child.on('message', (message) => {
    if (message.report) report = message.report;
    else failures.push(`input ${message.failure.index}: ${message.failure.error}\n${message.failure.input}`);
  });
  const stopWatching = watch(child, progress, KINDS[kind].hangMs, (index) =>
    failures.push(`input ${index}: not done after ${KINDS[kind].hangMs} ms`),
  );
  const [code, signal] = await once(child, 'exit');
  const last = await stopWatching();
  if (failures.length === 0 && (code !== 0 || report.memory === undefined))
    failures.push(`input ${last}: the process ended with ${signal ?? code}`);
  if (failures.length === 0) failures.push(...grown(report.memory, KINDS[kind].slackBytes));
  await rm(folder, { recursive: true, force: true });
  const seconds = (performance.now() - startedAt) / 1000;
  return { ...report, seconds, failures: failures.map((text) => `${kind}, seed ${seed}, ${text}`) };
}

function grown({ before, after }, slackBytes) {
  const bytes = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  return bytes > slackBytes ? [`memory grew by ${bytes} bytes, more than ${slackBytes}`] : [];
}

/** Ends the process when the same input is under way for too long. */
function watch(child, progress, hangMs, onHang) {
  let last = Number.NaN;
  let since = performance.now();
  const look = async () => {
    const index = await indexIn(progress);
    if (!Object.is(index, last)) [last, since] = [index, performance.now()];
    const limit = Number.isNaN(last) ? START_MS : hangMs;
    if (performance.now() - since < limit || child.exitCode !== null || child.killed) return;
    onHang(last);
    child.kill('SIGKILL');
  };
  const timer = setInterval(look, LOOK_MS);
  return async () => {
    clearInterval(timer);
    return indexIn(progress);
  };
}

/** NaN while there is none. */
async function indexIn(progress) {
  const file = await open(progress, 'r').catch(() => undefined);
  if (file === undefined) return Number.NaN;
  const place = new Float64Array([Number.NaN]);
  const { bytesRead } = await file.read(new Uint8Array(place.buffer), 0, 8, 0);
  await file.close();
  return bytesRead === 8 ? place[0] : Number.NaN;
}
