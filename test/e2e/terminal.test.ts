import { execFile, spawnSync } from 'node:child_process';
import path from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fluence, repository } from '../utils/command.js';
import { tempDir } from '../utils/temp-dir.js';

const BIN = path.join(repository, 'packages/cli/bin/fluence.js');
const COLUMNS = 50;
const ESCAPE = '\u001b';
const COLOUR = new RegExp(`${ESCAPE}\\[[\\d;]*m`);
/** A line that was drawn again. */
const ERASED = new RegExp(`[^\\n]*\\r${ESCAPE}\\[0J`, 'g');
/** The one of util-linux, which takes a command. */
const hasTerminals = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

let folder: Awaited<ReturnType<typeof tempDir>>;

beforeAll(async () => {
  folder = await tempDir('terminal');
  expect((await fluence(folder.path, 'init', '.')).code).toBe(0);
});
afterAll(() => folder.remove());

/** What a command prints in a terminal of 50 columns. */
async function inTerminal(command: string, extra: NodeJS.ProcessEnv = {}): Promise<string> {
  const line = `stty cols ${COLUMNS} rows 24; "${process.execPath}" "${BIN}" ${command}; true`;
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  const env = { ...rest, TERM: 'xterm', FLUENCE_USER_DIR: path.join(folder.path, '.user'), ...extra };
  const { stdout } = await promisify(execFile)('script', ['-qec', line, '/dev/null'], {
    cwd: folder.path,
    env,
  });
  return stdout;
}

/** Lines as they stand when all has been drawn. */
function finalLines(printed: string): string[] {
  const erased = printed.replaceAll('\r\n', '\n').replaceAll(ERASED, '');
  return stripVTControlCharacters(erased).split('\n');
}

describe.skipIf(!hasTerminals)('in a terminal', () => {
  it('shows the steps of a build with time and outcome, in colours', async () => {
    const printed = await inTerminal('build');
    const lines = finalLines(printed);
    expect(lines).toContainEqual(expect.stringMatching(/^✔ Read interfaces of services: 1 service {2}\d/));
    expect(lines).toContainEqual(expect.stringMatching(/^✔ Compile Aqua: 2 files {2}\d/));
    expect(printed).toContain('\u001b[32m✔\u001b[39m');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(COLUMNS);
  });

  it('uses no colours with NO_COLOR', async () => {
    expect(await inTerminal('build', { NO_COLOR: '1' })).not.toMatch(COLOUR);
  });

  it('has errors within its width', async () => {
    const lines = finalLines(await inTerminal('local clock advance 1h'));
    expect(lines.join(' ')).toMatch(/^Error: No local network is up\. .* {3}.* \[NO_LOCAL_NETWORK\]/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(COLUMNS);
  });

  it('shows programs nothing but the document', async () => {
    expect(JSON.parse(await inTerminal('build --json'))).toMatchObject({ services: ['greeter'] });
  });
});

describe('in a pipe', () => {
  it('prints plain lines without a control code', async () => {
    const { stdout, stderr } = await fluence(folder.path, 'build');
    expect(stdout).toBe('services: greeter\nbuilt with cargo: none\nspells: none\nAqua: 2 files\n');
    expect(stderr).toBe('');
  });
});
