import { threadTimes } from './thread-times.mjs';

const MIB = 2 ** 20;

const builtin = {
  usage() {
    const { user, system } = process.cpuUsage();
    return { cpuMs: (user + system) / 1000, rssMiB: process.memoryUsage.rss() / MIB, threads: threadTimes() };
  },
};

/** Answers the parent's questions with `handlers` until it says `exit` or is gone. */
export function serve(handlers, end = async () => {}) {
  const all = { ...builtin, ...handlers };
  const finish = () => end().finally(() => process.exit(0));
  process.once('disconnect', finish);
  process.on('message', async ({ id, what, parameters }) => {
    if (what === 'exit') return finish();
    try {
      process.send({ id, answer: (await all[what](parameters)) ?? null });
    } catch (error) {
      process.send({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
}
