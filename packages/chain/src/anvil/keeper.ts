import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Runs the rest of its arguments, and ends it when the standard input ends: that is what is left of a parent that was killed.
 * The input is a pipe nobody else has, so it ends with the parent, whatever ended it.
 */
const KEEPER = `exec 3<&0
"$@" </dev/null 3<&- &
child=$!
(cat <&3 >/dev/null; kill -9 $child 2>/dev/null) 3<&3 &
watch=$!
exec 3<&-
wait $child
code=$?
kill $watch 2>/dev/null
exit $code`;

/** A process that does not outlive this one. Ends when `stdin` is ended. */
export function spawnKept(file: string, args: readonly string[]): ChildProcess {
  // Windows ends what is not detached with its parent (libuv has it in a job).
  const [command, given] =
    process.platform === 'win32' ? [file, args] : ['/bin/sh', ['-c', KEEPER, 'sh', file, ...args]];
  return spawn(command, given, {
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl+C goes to who has the terminal, which stops this in its order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

/** Ends it at once: what is worth keeping has been asked for before. */
export function endKept(child: ChildProcess): void {
  child.stdin?.end();
  if (process.platform === 'win32') child.kill();
}
