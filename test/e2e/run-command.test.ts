import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fluence } from '../utils/command.js';
import { makeNetwork, type TestNetwork, webSocketOf } from '../utils/network.js';
import { tempDir } from '../utils/temp-dir.js';

/** As old projects are: one input, no output (spec/fluence-cli.md §2.1). */
const PROJECT = 'version: 5\naquaInputPath: main.aqua\ndependencies: {}\n';

const AQUA = `aqua Main

export some, none, one, pair, whole, first, nothing, wrong, remote, lost

service NoList("op"):
    identity(x: string) -> []string

service Numbers("op"):
    identity(x: u64) -> u64

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

func remote(x: u64) -> u64:
    on HOST_PEER_ID:
        y <- Numbers.identity(x)
    <- y

func lost(x: u64) -> u64:
    on "12D3KooWKFLRSZAtyR9gQbFyQYcx1Lz4dPsvkqwVcQ6gNB9pgzTq" via HOST_PEER_ID:
        y <- Numbers.identity(x)
    <- y

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
    ['whole(it)', '{}', 'it: Whole is missing'],
    ['first(xs)', '{"xs": [1, 4294967296]}', 'xs[1]: 4294967296 does not fit u32'],
    ['whole(it)', '{"it": {"name": "x", "extra": 1}}', 'it.extra: is no field'],
    ['first(xs)', '{"xs": [1], "ys": 2}', 'The data has ys'],
    ['nowhere(1)', '{}', "There is no exported function 'nowhere'"],
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

  it('ends a call to a peer that nobody knows long before its time, with the reason and the id', async () => {
    const { stdout, code } = await run('lost(1)', '--json', '--ttl', '600000');
    expect(JSON.parse(stdout)).toMatchObject({
      error: {
        code: 'CALL_TIMEOUT',
        message: expect.stringMatching(
          /^No answer will come: peer 12D3\w+: no such peer \(to 12D3KooWKFL.*Particle ([\w-]+); .*\/api\/trace\/\1$/,
        ),
      },
    });
    expect(code).toBe(1);
  });

  it("prints the particle's id before the result when asked to", async () => {
    const { stdout } = await run('some("x")', '--quiet', '--particle-id');
    expect(stdout).toMatch(/^Particle id: {2}[\w-]+\nx\n$/);
    expect(await run('some("x")', '--json', '--particle-id')).toMatchObject({ code: 1 });
  });

  it('keeps all digits of 64-bit numbers, at the relay too', async () => {
    const { stdout } = await run('remote(x)', '--data', '{"x": 18446744073709551615}');
    expect(stdout).toBe('18446744073709551615\n');
    expect((await run('remote(9007199254740993)', '--json')).stdout).toBe('9007199254740993\n');
  });

  it('compiles a file once, whatever is called with what arguments, and anew when its source changes', async () => {
    const some = async (x: string) => (await run('some(x)', '--data', JSON.stringify({ x }))).stdout;
    expect(await some('a')).toBe('a\n');
    const before = await kept();
    expect(await some('b')).toBe('b\n');
    expect((await run('one("c")')).stdout).toBe('[\n  "c"\n]\n');
    expect(await kept()).toBe(before);
    await write(AQUA.replace('found <<- x', 'found <<- "changed"'));
    expect(await some('b')).toBe('changed\n');
    await write(AQUA);
  });
});

/** Types that JSON alone does not tell. */
const TYPES = `aqua D

export i64s, f64s, things, opts, nest, one, u8s, optArr, emptyRec, both

data T:
  a: ?string
  n: []i64

data U:
  t: ?T
  k: u32

data O:
  a: ?string
  b: ?T

func i64s(x: []i64) -> []i64:
  <- x

func f64s(x: []f64) -> []f64:
  <- x

func things(x: []T) -> []T:
  <- x

func opts(x: []?string) -> []?string:
  <- x

func nest(x: [][]string) -> [][]string:
  <- x

func one(x: U) -> U:
  <- x

func u8s(x: []u8) -> []u8:
  <- x

func optArr(x: ?[]string) -> ?[]string:
  <- x

func emptyRec(x: []U) -> []U:
  <- x

func both(x: ?O, y: O) -> ?O, O:
  <- x, y
`;

const NEEDS = `aqua Needs

export needs

func needs() -> string:
  <- HOST_PEER_ID
`;

describe('`fluence run` of what stays in the client, without any network', () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  beforeAll(async () => {
    folder = await tempDir('run-local');
    await writeFile(path.join(folder.path, 'fluence.yaml'), PROJECT);
    await writeFile(path.join(folder.path, 'main.aqua'), TYPES);
    await writeFile(path.join(folder.path, 'needs.aqua'), NEEDS);
  });
  afterAll(() => folder?.remove());

  it.each([
    ['i64s', '[-9223372036854775808,9007199254740993,-1,0]'],
    ['f64s', '[1,-2.5,1e+300,0.1]'],
    ['things', '[{"a":null,"n":[]},{"a":"y","n":[1,2]}]'],
    ['opts', '["a",null,""]'],
    ['nest', '[[],["a"],["b","c"],[]]'],
    ['one', '{"k":4294967295,"t":{"a":null,"n":[]}}'],
    ['u8s', '[]'],
    ['optArr', '[]'],
    ['optArr', 'null'],
    ['emptyRec', '[{"k":1,"t":null},{"k":2,"t":{"a":"b","n":[-1]}}]'],
  ])('gives back to %s what it got: %s', async (name, value) => {
    const { stdout, stderr } = await fluence(
      folder.path,
      'run',
      '-f',
      `${name}(x)`,
      '--data',
      `{"x":${value}}`,
    );
    expect(stderr).toBe('');
    expect(stdout.replace(/\s/g, '')).toBe(value);
  });

  it('takes nothing for an optional argument, and {} for a record of optional fields', async () => {
    const { stdout } = await fluence(folder.path, 'run', '--json', '-f', 'both(a, b)', '--data', '{"b":{}}');
    expect(JSON.parse(stdout)).toEqual([null, { a: null, b: null }]);
  });

  it('asks for a network where the relay is needed', async () => {
    const { stdout, code } = await fluence(folder.path, 'run', '--json', '-f', 'needs()', '-i', 'needs.aqua');
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'NO_LOCAL_NETWORK' } });
    expect(code).toBe(1);
  });
});
