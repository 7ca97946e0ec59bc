import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IpfsStore } from '../../src/ipfs-store.js';
import { createRpcApp } from '../../src/rpc/app.js';

const PEER = '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';
/** `ipfs add --cid-version 1` of "hello world". */
const HELLO = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e';
const ABSENT = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy';

/** What ipfs-http-client 60.0.1 and kubo-rpc-client 7.1.0 send for `add('hello world')`, recorded. */
const RECORDED = {
  query: 'stream-channels=true&pin=true&cid-version=1&progress=false',
  type: 'multipart/form-data; boundary=-----------------------------hCvCXRg1xojEgpFILa-pJ',
  body: [
    '-------------------------------hCvCXRg1xojEgpFILa-pJ',
    'Content-Disposition: form-data; name="file"; filename=""',
    'Content-Type: application/octet-stream',
    '',
    'hello world',
    '-------------------------------hCvCXRg1xojEgpFILa-pJ--',
    '',
  ].join('\r\n'),
};

let dir: string;
let store: IpfsStore;
let app: ReturnType<typeof createRpcApp>;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'noctiluca-ipfs-'));
  store = new IpfsStore({ dir });
  await store.start();
  app = createRpcApp({ store, peerId: PEER });
});
afterAll(async () => {
  await store.stop();
  await rm(dir, { recursive: true });
});

const post = async (path: string, init: RequestInit = {}) =>
  app.request(`http://127.0.0.1/api/v0/${path}`, { method: 'POST', ...init });
const addHello = () =>
  post(`add?${RECORDED.query}`, { body: RECORDED.body, headers: { 'content-type': RECORDED.type } });
const form = (...files: [name: string, contents: string][]) => {
  const body = new FormData();
  for (const [name, contents] of files) body.append('file', new Blob([contents]), name);
  return { body };
};

describe('what stock clients ask for', () => {
  test('add: the recorded request gets Kubo’s answer', async () => {
    const response = await addHello();
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(`{"Name":"${HELLO}","Hash":"${HELLO}","Size":"11"}\n`);
  });

  test('pin add and ls, as the upload of a worker sends them', async () => {
    await addHello();
    const added = await post(`pin/add?recursive=true&stream=true&arg=${HELLO}`);
    expect(await added.json()).toEqual({ Pins: [HELLO] });
    const listed = await post(`pin/ls?paths=${HELLO}&type=all&stream=true&arg=${HELLO}`);
    expect(await listed.text()).toBe(`{"Cid":"${HELLO}","Type":"recursive"}\n`);
    const plain = await post(`pin/ls?arg=${HELLO}`);
    expect(await plain.json()).toEqual({ Keys: { [HELLO]: { Type: 'recursive' } } });
  });

  test('several files in one add', async () => {
    const response = await post('add?cid-version=1', form(['a.txt', 'a'], ['b.txt', 'b']));
    const lines = (await response.text()).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { Name: string }).Name)).toEqual(['a.txt', 'b.txt']);
  });

  test.each([
    { id: 'cat', path: `cat?arg=${HELLO}`, expected: 'hello world' },
    { id: 'cat with offset and length', path: `cat?arg=${HELLO}&offset=6&length=3`, expected: 'wor' },
    { id: 'cat of a path', path: `cat?arg=/ipfs/${HELLO}`, expected: 'hello world' },
    { id: 'block get', path: `block/get?arg=${HELLO}`, expected: 'hello world' },
  ])('$id answers the bytes', async ({ path, expected }) => {
    await addHello();
    const response = await post(path);
    expect(await response.text()).toBe(expected);
    expect(response.headers.get('x-stream-output')).toBe('1');
  });

  test('get answers a tar archive of the file', async () => {
    await addHello();
    const tar = Buffer.from(await (await post(`get?arg=${HELLO}`)).arrayBuffer());
    expect(tar.length % 512).toBe(0);
    expect(tar.toString('latin1', 0, HELLO.length)).toBe(HELLO);
    expect(Number.parseInt(tar.toString('latin1', 124, 135), 8)).toBe(11);
    expect(tar.toString('latin1', 512, 523)).toBe('hello world');
    const sum = tar
      .subarray(0, 512)
      .fill(' ', 148, 156)
      .reduce((a, b) => a + b, 0);
    expect(sum).toBeGreaterThan(0);
  });

  test('dag put and get', async () => {
    const put = await post('dag/put', form(['node', '{"a":1}']));
    const { Cid } = (await put.json()) as { Cid: { '/': string } };
    // As kubo-rpc-client 7.1.0 names { a: 1 }; the block is dag-cbor.
    expect(Cid['/']).toBe('bafyreihltcnuuyqp2jm24aqydpnlj7b6w3ogwrplomrjtg5rifv44mmjey');
    const block = await (await post(`block/get?arg=${Cid['/']}`)).arrayBuffer();
    expect(Buffer.from(block).toString('hex')).toBe('a1616101');
    expect(await (await post(`dag/get?arg=${Cid['/']}`)).text()).toBe('{"a":1}');
  });

  test('block put, stat and rm', async () => {
    const put = await post('block/put', form(['block', 'some bytes']));
    const { Key, Size } = (await put.json()) as { Key: string; Size: number };
    expect(Size).toBe(10);
    expect(await (await post(`block/stat?arg=${Key}`)).json()).toEqual({ Key, Size });
    expect(await (await post(`block/rm?arg=${Key}`)).json()).toEqual({ Hash: Key, Error: '' });
    expect((await post(`block/stat?arg=${Key}`)).status).toBe(500);
  });

  test('block rm leaves what is pinned', async () => {
    await addHello();
    expect(await (await post(`block/rm?arg=${HELLO}`)).json()).toEqual({
      Hash: HELLO,
      Error: 'pinned: recursive',
    });
    expect((await post(`cat?arg=${HELLO}`)).status).toBe(200);
  });

  test('pin rm', async () => {
    await addHello();
    expect(await (await post(`pin/rm?arg=${HELLO}`)).json()).toEqual({ Pins: [HELLO] });
    expect((await post(`pin/ls?arg=${HELLO}`)).status).toBe(500);
  });

  test('id and version', async () => {
    expect(await (await post('id')).json()).toMatchObject({ ID: PEER });
    expect(await (await post('version')).json()).toMatchObject({ Version: '0.29.0' });
  });
});

describe('errors are those of Kubo', () => {
  test.each([
    { id: 'what is not here', path: `cat?arg=${ABSENT}`, message: `could not find ${ABSENT}` },
    { id: 'no CID', path: 'cat?arg=hello', message: 'invalid path "hello"' },
    { id: 'no argument', path: 'cat', message: 'argument "ipfs-path" is required' },
    { id: 'pinning what is not here', path: `pin/add?arg=${ABSENT}`, message: 'block was not found locally' },
    { id: 'not pinned', path: `pin/ls?arg=${ABSENT}`, message: `path '${ABSENT}' is not pinned` },
    { id: 'unpinning what is not pinned', path: `pin/rm?arg=${ABSENT}`, message: 'not pinned' },
    { id: 'add without a body', path: 'add', message: "file argument 'path' is required" },
    { id: 'CIDs of version 0', path: 'add?cid-version=0', message: 'version 0' },
    { id: 'unknown codec', path: `dag/get?arg=${ABSENT}&output-codec=x`, message: 'codec "x" is not known' },
    { id: 'connecting', path: 'swarm/connect?arg=/ip4/1.2.3.4/tcp/4001', message: 'connects to nobody' },
  ])('$id', async ({ path, message }) => {
    const response = await post(path);
    expect(response.status).toBe(500);
    const body = (await response.json()) as { Message: string };
    expect(body).toMatchObject({ Code: 0, Type: 'error' });
    expect(body.Message).toContain(message);
  });

  test('unknown commands, other methods, pages of browsers', async () => {
    expect((await post('files/ls')).status).toBe(404);
    expect((await app.request('http://127.0.0.1/api/v0/id')).status).toBe(405);
    expect((await post('id', { headers: { origin: 'http://evil.example' } })).status).toBe(403);
  });

  test('a body beyond the bound', async () => {
    const headers = { 'content-type': RECORDED.type, 'content-length': String(200 * 1024 * 1024) };
    const response = await post('add', { body: RECORDED.body, headers });
    expect(response.status).toBe(413);
  });
});
