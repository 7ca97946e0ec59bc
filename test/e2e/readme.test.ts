import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fluence, repository, startScript } from '../utils/command.js';
import { blocksOf } from '../utils/readme.js';
import { shell } from '../utils/shell.js';
import { tempDir } from '../utils/temp-dir.js';

const ANSWERS = 3;

describe('what the README says to do in an empty folder', () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let bin: string;
  let commands: string;
  let script: string;

  beforeAll(async () => {
    const blocks = await blocksOf(path.join(repository, 'README.md'));
    commands = blocks.find(({ text }) => text.startsWith('fluence init my-project'))!.text;
    script = blocks.find(({ language }) => language === 'js')!.text;
    folder = await tempDir('readme');
    bin = path.join(folder.path, 'bin');
    await mkdir(bin);
    await command('fluence', FLUENCE);
    await command('npm', NPM);
  });
  afterAll(async () => {
    await fluence(path.join(folder.path, 'my-project'), 'local', 'down');
    await folder.remove();
  });

  async function command(name: string, text: string): Promise<void> {
    await writeFile(path.join(bin, name), text);
    await chmod(path.join(bin, name), 0o755);
  }

  it('works to the letter: a project, a network, a deployment, a call, an app', async () => {
    expect(commands.split('\n').length).toBeLessThanOrEqual(10);
    const { code, stdout, stderr } = await shell(commands, folder.path, {
      FLUENCE_USER_DIR: path.join(folder.path, '.user'),
      PATH: [bin, process.env.PATH].join(path.delimiter),
    });
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/Hi, you/g)).toHaveLength(ANSWERS);
    expect(stdout.match(/Hi, from all workers/g)).toHaveLength(ANSWERS);
  });

  it("goes on with a file of one's own", async () => {
    const project = path.join(folder.path, 'my-project');
    await writeFile(path.join(project, 'call.js'), script);
    const { code, stdout } = await startScript(path.join(project, 'call.js'), [], project).finished;
    expect({ code, answers: stdout.match(/Hi, you/g)?.length }).toEqual({ code: 0, answers: ANSWERS });
  });
});

/** The command of this repository; the well-known ports are somebody else's while tests run. */
const FLUENCE = `#!/bin/sh
case "$1 $2" in "local up") set -- "$@" --free-ports ;; esac
exec "${process.execPath}" "${path.join(repository, 'packages/cli/bin/fluence.js')}" "$@"
`;

/** Installs from this repository: what the project asks npm for is there. */
const NPM = `#!/bin/sh
case "$1" in install) exec ln -s "${path.join(repository, 'node_modules')}" node_modules ;; esac
PATH=\${PATH#*:} exec npm "$@"
`;
