import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../utils/command.js';
import { hasProgram } from '../utils/programs.js';
import { tempDir } from '../utils/temp-dir.js';

/** Time a shell may take to start, to load its completions and to ask the command, milliseconds. */
const SHELL_MS = 60_000;

let folder: Awaited<ReturnType<typeof tempDir>>;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await tempDir('shells');
  const bin = path.join(folder.path, 'bin');
  await mkdir(bin);
  await symlink(path.join(repository, 'packages/cli/bin/fluence.js'), path.join(bin, 'fluence'));
  await writeFile(path.join(folder.path, 'a-file'), '');
  env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, HOME: folder.path, TERM: 'dumb' };
});
afterAll(() => folder.remove());

async function printed(shell: string, script: string, ...flags: string[]): Promise<string> {
  const options = { cwd: folder.path, env, timeout: SHELL_MS };
  const { stdout } = await promisify(execFile)(shell, [...flags, '-c', script], options);
  return stdout;
}

/** Calls the function that the script registers, as bash does for a Tab. */
const inBash = (words: string) => `
source <(fluence autocomplete bash)
COMP_WORDS=(${words}); COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
complete -p fluence >/dev/null && _fluence && printf '%s\\n' "\${COMPREPLY[@]}"`;

/** A shell in a terminal, in which Tab is pressed; Ctrl-A has what stands there then printed instead of run. */
const inZsh = (line: string) => `
zmodload zsh/zpty
read_until() { # reads what the shell prints until it has these words
  local all got
  for ((tries = 0; tries < 400; tries++)); do
    zpty -r -t z got && all+=$got
    [[ $all == *$1* ]] && break
    sleep 0.1
  done
  print -r -- "$all"
}
zpty z zsh -f -i
zpty -w z 'bindkey -e; autoload -Uz compinit && compinit -u -D; source <(fluence autocomplete zsh); print LOA""DED'
read_until LOADED
zpty -w -n z $'${line}\\t\\C-aprint -r G""OT \\C-e\\n'
read_until 'GOT fluence'
exit 0`;

const inFish = (line: string) => `fluence autocomplete fish | source; complete -C '${line}'`;

describe.skipIf(!hasProgram('bash'))('bash', () => {
  it('completes commands and flags', async () => {
    expect((await printed('bash', inBash('fluence local cl'))).trim()).toBe('clock');
    expect((await printed('bash', inBash('fluence deploy --dr'))).trim()).toBe('--dry-run');
    expect((await printed('bash', inBash('fluence local ""'))).split('\n')).toContain('logs');
  });
});

describe.skipIf(!hasProgram('zsh'))('zsh', () => {
  it('completes commands and flags', async () => {
    expect(await printed('zsh', inZsh('fluence local cl'), '-f')).toMatch(/GOT fluence local clock/);
    expect(await printed('zsh', inZsh('fluence deploy --dr'), '-f')).toMatch(/GOT fluence deploy --dry-run/);
  });
});

describe.skipIf(!hasProgram('fish'))('fish', () => {
  it('completes commands and flags, and files where there is neither', async () => {
    expect((await printed('fish', inFish('fluence local cl'))).trim()).toBe('clock');
    expect((await printed('fish', inFish('fluence deploy --dr'))).trim()).toBe('--dry-run');
    expect((await printed('fish', inFish('fluence local '))).split('\n')).not.toContain('a-file');
    expect((await printed('fish', inFish('fluence deploy a-fi'))).trim()).toBe('a-file');
  });
});
