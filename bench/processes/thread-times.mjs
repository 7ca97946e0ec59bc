import { readdirSync, readFileSync } from 'node:fs';

/** CPU milliseconds of each thread of this process by its id, the main thread's being the pid; Linux only. */
export function threadTimes() {
  try {
    const ids = readdirSync('/proc/self/task');
    const millis = (id) =>
      Number(readFileSync(`/proc/self/task/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
    return Object.fromEntries(ids.map((id) => [id === `${process.pid}` ? 'main' : id, millis(id)]));
  } catch {
    return {};
  }
}
