import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fluence } from '../utils/command.js';
import { makeNetwork, type TestNetwork, webSocketOf } from '../utils/network.js';
import { tempDir } from '../utils/temp-dir.js';

/** As old projects are: one input, no output (spec/fluence-cli.md §2.1). */
const PROJECT = 'version: 5\naquaInputPath: main.aqua\ndependencies: {}\n';

const AQUA = `aqua Main

export some, none, one, pair, whole, first, nothing, wrong

service NoList("op"):
    identity(x: string) -> []string

data Whole:
    name: string
    size: ?u32

func some(x: string) -> ?string:
    found: *string
    found <<- x
    <- found

func none() -> ?string:
    <- nil

func one(x: string) -> []string:
    <- [x]

func pair(x: string) -> ?string, []string:
    found: *string
    found <<- x
    <- found, []

func whole(it: Whole) -> Whole:
    <- it

func first(xs: []u32) -> u32:
    <- xs[0]

func nothing():
    x = 1

func wrong(x: string) -> []string:
    on HOST_PEER_ID:
        list <- NoList.identity(x)
    <- list
`;

describe('`fluence run`', () => {
  let network: TestNetwork;
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let relay: string;

  beforeAll(async () => {
    network = await makeNetwork(1);
    relay = webSocketOf(network.peers[0]!);
    folder = await tempDir('run');
    await writeFile(path.join(folder.path, 'fluence.yaml'), PROJECT);
    await write(AQUA);
  });
  afterAll(async () => {
    await network?.stop();
    await folder?.remove();
  });

  const write = (text: string) => writeFile(path.join(folder.path, 'main.aqua'), text);
  const run = (call: string, ...args: string[]) =>
    fluence(folder.path, 'run', '-f', call, '--relay', relay, ...args);
  const kept = async () => (await readdir(path.join(folder.path, '.fluence/cache/calls'))).length;

  it.each([
    ['some("x")', 'x\n'],
    ['none()', 'null\n'],
    ['one("x")', '[\n  "x"\n]\n'],
    ['pair("x")', '[\n  "x",\n  []\n]\n'],
    ['nothing()', 'null\n'],
  ])('prints of %s what a generated binding returns', async (call, text) => {
    expect(await run(call, '--quiet')).toMatchObject({ code: 0, stdout: text });
  });

  it('takes arguments as a generated binding does', async () => {
    const data = JSON.stringify({ it: { name: 'x', size: null } });
    const { stdout } = await run('whole(it)', '--json', '--data', data);
    expect(JSON.parse(stdout)).toEqual({ name: 'x', size: null });
  });

  it.each([
    ['whole(it)', '{}', 'The call uses it'],
    ['first(xs)', '{"xs": ["a"]}', 'xs'],
  ])('refuses %s with the arguments %s', async (call, data, text) => {
    const { stdout, code } = await run(call, '--json', '--data', data);
    expect(JSON.parse(stdout)).toMatchObject({ error: { message: expect.stringContaining(text) } });
    expect(code).toBe(1);
  });

  it('says of a result of another type that the call failed', async () => {
    const { stdout, code } = await run('wrong("x")', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'CALL_FAILED', message: expect.stringContaining('mismatch') },
    });
    expect(code).toBe(1);
  });

  it("prints the particle's id before the result when asked to", async () => {
    const { stdout } = await run('some("x")', '--quiet', '--particle-id');
    expect(stdout).toMatch(/^Particle id: {2}[\w-]+\nx\n$/);
    expect(await run('some("x")', '--json', '--particle-id')).toMatchObject({ code: 1 });
  });

  it('compiles a call once, whatever its arguments are, and anew when its source changes', async () => {
    const some = async (x: string) => (await run('some(x)', '--data', JSON.stringify({ x }))).stdout;
    expect(await some('a')).toBe('a\n');
    const before = await kept();
    expect(await some('b')).toBe('b\n');
    expect(await kept()).toBe(before);
    await write(AQUA.replace('found <<- x', 'found <<- "changed"'));
    expect(await some('b')).toBe('changed\n');
    await write(AQUA);
  });
});
