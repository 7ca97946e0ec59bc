// `npm run picture`: docs/terminal.svg, what a terminal of 80 columns shows of the README's first commands, from a real run of them.
// It takes the `script` of util-linux; the well-known ports may be somebody else's.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { finalLines } from './picture/screen.mjs';
import { svgOf } from './picture/svg.mjs';
import { prepare, root } from './prepare.mjs';

const COLUMNS = 80;
const COMMANDS = [
  'fluence init my-project',
  'cd my-project',
  'fluence local up --free-ports',
  'fluence deploy',
  'fluence local ps',
];

prepare();
const folder = mkdtempSync(path.join(os.tmpdir(), 'noctiluca-picture-'));
const bin = path.join(folder, 'bin');
const env = {
  ...process.env,
  TERM: 'xterm',
  FLUENCE_USER_DIR: path.join(folder, '.user'),
  PATH: `${bin}:${process.env.PATH}`,
};
for (const name of ['NO_COLOR', 'FORCE_COLOR']) delete env[name];
try {
  mkdirSync(bin);
  symlinkSync(path.join(root, 'packages/cli/bin/fluence.js'), path.join(bin, 'fluence'));
  const svg = svgOf(finalLines(recorded()), COLUMNS, `A terminal: ${COMMANDS.join('; ')}`);
  writeFileSync(path.join(root, 'docs/terminal.svg'), svg);
  console.log('docs/terminal.svg');
} finally {
  spawnSync('fluence', ['local', 'down'], { cwd: path.join(folder, 'my-project'), env });
  rmSync(folder, { recursive: true, force: true });
}

/** What all of them write, each behind a prompt. */
function recorded() {
  let cwd = folder;
  let all = '';
  for (const command of COMMANDS) {
    all += `\u001b[32m$\u001b[39m ${command}\n`;
    if (command.startsWith('cd ')) cwd = path.join(cwd, command.slice(3));
    else all += `${inTerminal(command, cwd)}\n`;
  }
  return all.replaceAll('\r\n', '\n');
}

function inTerminal(command, cwd) {
  const line = `stty cols ${COLUMNS} rows 40; ${command}`;
  return execFileSync('script', ['-qec', line, '/dev/null'], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
