import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKuboClient, createKuboRpc, IpfsStore, ipfsProgram, type KuboRpc } from '../src/index.js';

const PEER = '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';
const signal = new AbortController().signal;

let dir: string;
let store: IpfsStore;
let rpc: KuboRpc;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'noctiluca-ipfs-'));
  store = new IpfsStore({ dir });
  rpc = createKuboRpc({ port: 0 }, { store, peerId: PEER });
  await store.start();
  await rpc.start(signal);
});
afterAll(async () => {
  await rpc.stop(signal);
  await store.stop();
  await rm(dir, { recursive: true });
});

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
const ipfs = (...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const all = [ipfsProgram(), ...args, '--timeout', '10s', '--api', rpc.multiaddr];
    execFile(process.execPath, all, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

describe('the program that stands in for ipfs', () => {
  test('adds a file, prints it and writes it again: the command lines of aqua-ipfs', async () => {
    const [from, to] = [join(dir, 'from.txt'), join(dir, 'to.txt')];
    await writeFile(from, 'some contents');
    const added = await ipfs('add', '-Q', from, '--cid-version=1', '--chunker=size-262144');
    expect(added).toMatchObject({ code: 0, stderr: '' });
    const cid = added.stdout.trim();
    expect(cid).toMatch(/^bafkrei/);
    expect(await ipfs('cat', cid)).toEqual({ code: 0, stdout: 'some contents', stderr: '' });
    expect(await ipfs('get', '-o', to, cid)).toEqual({
      code: 0,
      stdout: `Saving file(s) to ${to}\n`,
      stderr: '',
    });
    expect(await readFile(to, 'utf8')).toBe('some contents');
  });

  test('puts and prints DAG nodes, and says who the daemon is', async () => {
    const node = join(dir, 'node.json');
    await writeFile(node, '{"a":[1,2]}');
    const { stdout } = await ipfs('dag', 'put', node);
    expect((await ipfs('dag', 'get', stdout.trim())).stdout).toBe('{"a":[1,2]}\n');
    expect(JSON.parse((await ipfs('id')).stdout)).toMatchObject({ ID: PEER });
  });

  test.each([
    { id: 'an unknown CID', args: ['cat', 'hello'], stderr: 'Error: invalid path "hello"' },
    { id: 'a missing file', args: ['add', '-Q', '/nowhere/at/all'], stderr: 'Error: ENOENT' },
    { id: 'an unknown command', args: ['pubsub', 'ls'], stderr: 'Error: unknown command "pubsub ls"' },
    {
      id: 'another chunker, which would make another CID',
      args: ['add', '-Q', '/x', '--chunker=size-1000'],
      stderr: 'Error: unrecognized chunker option: size-1000',
    },
    {
      id: 'CIDs of another version',
      args: ['add', '-Q', '/x', '--cid-version=0'],
      stderr: 'Error: only CIDs of version 1',
    },
    { id: 'an unknown option', args: ['cat', '--nope'], stderr: "Error: Unknown option '--nope'" },
  ])('fails with 1 and Kubo’s form of an error: $id', async ({ args, stderr }) => {
    const ran = await ipfs(...args);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(stderr);
  });
});

describe('the client', () => {
  test('says which daemon does not answer and what to do', async () => {
    const unused = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => unused.once('listening', resolve));
    const { port } = unused.address() as { port: number };
    await new Promise((resolve) => unused.close(resolve));
    const client = createKuboClient({ api: `/ip4/127.0.0.1/tcp/${port}` });
    await expect(client.id()).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: `The IPFS daemon at http://127.0.0.1:${port} does not answer (ECONNREFUSED): start it, or configure the address of another`,
    });
  });

  test('tells what is pinned, and what the daemon said', async () => {
    const client = createKuboClient({ api: rpc.url });
    const cid = await client.add(Buffer.from('pinned'));
    expect(await client.isPinned(cid)).toBe(true);
    await client.unpin(cid);
    expect(await client.isPinned(cid)).toBe(false);
    await expect(client.cat('hello')).rejects.toMatchObject({ code: 'RPC_FAILED' });
    await expect(client.connect('/ip4/1.2.3.4/tcp/4001')).rejects.toThrow('connects to nobody');
  });

  test('a taken port is named, or another one taken where that is wanted', async () => {
    const { port } = new URL(rpc.url);
    const same = createKuboRpc({ port: Number(port) }, { store, peerId: PEER });
    await expect(same.start(signal)).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE' });
    const other = createKuboRpc({ port: Number(port), otherPortIfTaken: true }, { store, peerId: PEER });
    await other.start(signal);
    expect(other.url).not.toBe(rpc.url);
    await other.stop(signal);
  });
});
