import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { beautify } from '../../../src/air/beautify.js';
import { runCli } from '../../utils/run-cli.js';

const MAIN = `aqua Main

export told, both

service Console("run-console"):
    print(line: string)

func told(name: string) -> string:
    Console.print(name)
    <- name

func both(a: string, b: string) -> []string:
    <- [a, b]
`;
const project = () =>
  tempFolder({
    'fluence.yaml':
      'version: 8\naquaDependencies: {}\ncompileAqua: { one: { input: none, output: o, target: ts } }\n',
    'none/none.aqua': 'aqua None\n',
    'main.aqua': MAIN,
  });
const run = (folder: TempFolder, ...argv: string[]) => runCli(folder.root, ['run', ...argv]);
const TELL = ['-f', 'told("x")', '--input', 'main.aqua'];

describe('run with flags of upstream', () => {
  afterEach(() => vi.restoreAllMocks());

  it('looks the function up in --input, of which -i is short', async () => {
    const folder = project();
    for (const flag of ['--input', '-i', '--input-file']) {
      const { stdout, exitCode } = await run(folder, '-f', 'both("a", "b")', flag, 'main.aqua', '--no-input');
      expect(JSON.parse(stdout)).toEqual(['a', 'b']);
      expect(exitCode).toBe(0);
    }
  });

  it('compiles with the constants of the entry that the function is found by, and those of --const', async () => {
    const main = 'aqua Main\nexport who\nfunc who() -> string, u32:\n    <- WHO, SIZE\n';
    const folder = tempFolder({
      'fluence.yaml': `version: 8\naquaDependencies: {}\ncompileAqua:\n${['me', 'you']
        .map((who) => `  ${who}: { input: ${who}.aqua, output: o, target: ts, constants: { WHO: ${who} } }\n`)
        .join('')}`,
      'me.aqua': main.replace('who()', 'me()').replace('export who', 'export me'),
      'you.aqua': main,
    });
    const { stdout } = await run(folder, '-f', 'who()', '--const', 'SIZE=3');
    expect(JSON.parse(stdout)).toEqual(['you', 3]);
    expect((await run(folder, '-f', 'who()')).stderr).toContain("'SIZE'");
  });

  it('takes --log-level-compiler and --no-empty-response', async () => {
    const more = ['--log-level-compiler', 'off', '--no-empty-response', '--quiet'];
    expect(await run(project(), ...TELL, ...more)).toMatchObject({ stdout: 'x\n', exitCode: 0 });
  });

  it('prints AIR for people with -b', async () => {
    const folder = project();
    const { stdout: air } = await run(folder, ...TELL, '--print-air');
    const { stdout } = await run(folder, ...TELL, '-b');
    expect(stdout).toBe(beautify(air));
    expect((await run(folder, ...TELL, '-b', '--print-air')).stderr).toContain('[BAD_ARGUMENT]');
  });

  it('lets --data go before --data-path', async () => {
    const folder = project();
    folder.write('data.json', '{"a": "of the file", "b": "of the file"}');
    const data = ['--data', '{"a": "given"}', '--data-path', 'data.json'];
    const { stdout } = await run(folder, '-f', 'both(a, b)', '-i', 'main.aqua', ...data);
    expect(JSON.parse(stdout)).toEqual(['given', 'of the file']);
  });

  it('shows what Aqua prints, unless told not to, and never in a JSON document', async () => {
    const folder = project();
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    await run(folder, ...TELL);
    expect(log.mock.calls).toEqual([['x']]);
    const { stdout, stderr } = await run(folder, ...TELL, '--json');
    expect([stdout, stderr]).toEqual(['"x"\n', 'x\n']);
    for (const off of ['--off-aqua-logs', '--quiet'])
      expect(await run(folder, ...TELL, off)).toMatchObject({ stdout: 'x\n', stderr: '' });
    expect(log).toHaveBeenCalledTimes(1);
  });

  it("calls with the project's default key", async () => {
    const folder = project();
    folder.write('fluence.yaml', 'version: 8\naquaDependencies: {}\ndefaultSecretKeyName: alice\n');
    const me = ['-f', 'me()', '-i', 'me.aqua'];
    folder.write('me.aqua', 'aqua Me\nexport me\n\nfunc me() -> string:\n    <- INIT_PEER_ID\n');
    expect((await run(folder, ...me)).stderr).toContain('[KEY_UNKNOWN]');
    const { stdout } = await runCli(folder.root, ['key', 'new', 'alice', '--json']);
    expect((await run(folder, ...me)).stdout.trim()).toBe(JSON.parse(stdout).peerId);
  });
});
