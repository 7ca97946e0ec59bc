import { spawnSync } from 'node:child_process';

/** Whether a program of this machine answers: tests of others' programs are skipped without them. */
export function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
}
