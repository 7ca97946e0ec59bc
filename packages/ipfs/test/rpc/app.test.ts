import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_CHUNK_BYTES, MAX_PATH_BYTES, MAX_PATH_SEGMENTS } from '../../src/constants.js';
import { IpfsStore } from '../../src/ipfs-store.js';
import { createRpcApp } from '../../src/rpc/app.js';

interface StockRequest {
  readonly client: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  /** latin1 */
  readonly body: string;
}
const STOCK = JSON.parse(
  readFileSync(new URL('../fixtures/stock-requests.json', import.meta.url), 'utf8'),
) as { readonly requests: readonly StockRequest[] };

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

/** Content of the recorded uploads, or part of it, and its CID. */
const UPLOADED: readonly [string, string][] = [
  ['hello world', HELLO],
  ['asm', 'bafkreiaqmajwoniwmsie2ir47fsie3ryzqnfup6qziuvywns43zjyct25u'],
  ['%C3%A4', 'bafybeig2l6asu257aearfdkjwouryt5cxktp7ji63epo5hvwflczamxafe'],
];

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

  test('a directory: added with its names, listed with its CID, read by path, got as an archive', async () => {
    const files = form(['d%2Fa.txt', 'in d'], ['d%2Fe%2Fb.txt', 'b']);
    const added = (await (await post('add?cid-version=1', files)).text()).trim().split('\n');
    const lines = added.map((line) => JSON.parse(line) as { Name: string; Hash: string });
    expect(lines.map(({ Name }) => Name)).toEqual(['d/a.txt', 'd/e/b.txt', 'd/e', 'd']);
    const { Hash } = lines.at(-1)!;
    expect(await (await post(`cat?arg=${Hash}/e/b.txt`)).text()).toBe('b');
    const pins = await (await post(`pin/ls?arg=${lines[0]!.Hash}&arg=${Hash}`)).json();
    expect(pins).toEqual({
      Keys: { [lines[0]!.Hash]: { Type: `indirect through ${Hash}` }, [Hash]: { Type: 'recursive' } },
    });
    const tar = Buffer.from(await (await post(`get?arg=${Hash}`)).arrayBuffer()).toString('latin1');
    for (const name of ['', '/a.txt', '/e', '/e/b.txt']) expect(tar).toContain(`${Hash}${name}`);
  });

  test.each([
    ['cid-version=0', 'Qmf412jQZiuVUtdgnB36FXFX7xg5V6KEbSJ4dpQuhkLyfD'],
    ['', 'Qmf412jQZiuVUtdgnB36FXFX7xg5V6KEbSJ4dpQuhkLyfD'],
    ['raw-leaves=true', HELLO],
    ['cid-version=1&only-hash=true', HELLO],
  ])('add?%s makes what Kubo makes', async (query, cid) => {
    const response = await post(`add?${query}`, form(['', 'hello world']));
    expect(((await response.json()) as { Hash: string }).Hash).toBe(cid);
  });

  test('only-hash keeps nothing', async () => {
    const response = await post('add?cid-version=1&only-hash=true', form(['x', 'never kept']));
    const { Hash } = (await response.json()) as { Hash: string };
    expect((await post(`block/stat?arg=${Hash}`)).status).toBe(500);
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
    expect(await (await post(`block/rm?arg=${Key}`)).json()).toEqual({ Hash: Key });
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

describe('requests of real clients, recorded', () => {
  test.each(
    STOCK.requests.map((request, index) => ({ ...request, id: `${index} ${request.client} ${request.url}` })),
  )('$id', async ({ url, headers, body }) => {
    await addHello();
    const init = body === '' ? { headers } : { headers, body: Buffer.from(body, 'latin1') };
    const response = await post(url.slice('/api/v0/'.length), init);
    expect(response.status).toBe(200);
    const lines = (await response.text()).trim().split('\n');
    const last = JSON.parse(lines.at(-1)!) as Record<string, unknown>;
    if (url.includes('/pin/add')) expect(last).toEqual({ Pins: [HELLO] });
    else if (url.includes('/pin/ls')) expect(last).toEqual({ Cid: HELLO, Type: 'recursive' });
    else expect(last.Hash).toBe(UPLOADED.find(([text]) => body.includes(text))![1]);
  });
});

describe('errors are those of Kubo', () => {
  let DIRECTORY = '';
  beforeAll(async () => {
    const added = await post(
      'add?cid-version=1&wrap-with-directory=true',
      form(['a.txt', 'a'], ['b.txt', 'b']),
    );
    const lines = (await added.text()).trim().split('\n');
    DIRECTORY = (JSON.parse(lines.at(-1)!) as { Hash: string }).Hash;
  });

  test.each([
    { id: 'what is not here', path: `cat?arg=${ABSENT}`, message: `could not find ${ABSENT}` },
    { id: 'no CID', path: 'cat?arg=hello', message: 'invalid path "hello"' },
    { id: 'pinning what is not here', path: `pin/add?arg=${ABSENT}`, message: 'block was not found locally' },
    { id: 'not pinned', path: `pin/ls?arg=${ABSENT}`, message: `path '${ABSENT}' is not pinned` },
    { id: 'unpinning what is not pinned', path: `pin/rm?arg=${ABSENT}`, message: 'not pinned' },
    { id: 'unknown codec', path: `dag/get?arg=${ABSENT}&output-codec=x`, message: 'unknown codec "x"' },
    { id: 'connecting', path: 'swarm/connect?arg=/ip4/1.2.3.4/tcp/4001', message: 'connects to nobody' },
  ])('$id', async ({ path, message }) => {
    const response = await post(path);
    expect(response.status).toBe(500);
    const body = (await response.json()) as { Message: string };
    expect(body).toMatchObject({ Code: 0, Type: 'error' });
    expect(body.Message).toContain(message);
  });

  test.each([
    { id: 'no argument', path: 'cat', message: 'argument "ipfs-path" is required' },
    { id: 'no body', path: 'add', message: 'a body of multipart/form-data' },
    {
      id: 'no bool',
      path: `pin/add?arg=${HELLO}&recursive=maybe`,
      message: 'Could not convert value "maybe"',
    },
    { id: 'no number', path: `cat?arg=${HELLO}&offset=-1`, message: 'Could not convert value "-1"' },
    { id: 'no duration', path: `cat?arg=${HELLO}&timeout=10`, message: 'time: invalid duration "10"' },
    { id: 'no type of pin', path: 'pin/ls?type=some', message: "invalid type 'some'" },
  ])('a request that is wrong is told so: $id', async ({ path, message }) => {
    const response = await post(path);
    expect(response.status).toBe(400);
    const body = (await response.json()) as { Message: string };
    expect(body).toMatchObject({ Code: 1, Type: 'error' });
    expect(body.Message).toContain(message);
  });

  test.each([
    { id: 'another layout', query: 'trickle=true' },
    { id: 'another chunker', query: 'chunker=rabin' },
    { id: 'another hash', query: 'hash=sha3-256' },
    { id: 'names that lead out', query: '', name: '..%2Fup' },
    { id: 'a link', query: '', type: 'application/symlink' },
  ])('what would have another CID, or is not done here, is refused: $id', async ({ query, name, type }) => {
    const body = new FormData();
    body.append('file', new Blob(['x'], { type: type ?? 'application/octet-stream' }), name ?? 'x');
    expect((await post(`add?cid-version=1&${query}`, { body })).ok).toBe(false);
  });

  test('a directory is no file, and has the names it has', async () => {
    const cat = (await (await post(`cat?arg=${DIRECTORY}`)).json()) as { Message: string };
    expect(cat.Message).toBe('this dag node is a directory');
    const get = (await (await post(`dag/get?arg=${DIRECTORY}/c.txt`)).json()) as { Message: string };
    expect(get.Message).toBe(`no link named "c.txt" under ${DIRECTORY}`);
  });

  test.each([
    {
      id: 'bytes',
      path: `cat?arg=${HELLO}/${'x'.repeat(MAX_PATH_BYTES)}`,
      message: 'longer than 4096 bytes',
    },
    {
      id: 'names',
      path: `cat?arg=${HELLO}${'/x'.repeat(MAX_PATH_SEGMENTS + 1)}`,
      message: 'more than 128 names',
    },
  ])('a path has a bound: $id', async ({ path, message }) => {
    const response = await post(path);
    expect(response.status).toBe(500);
    expect(((await response.json()) as { Message: string }).Message).toContain(message);
  });

  test('the path of an added file has the same bounds', async () => {
    const add = (name: string) =>
      post('add?cid-version=1&only-hash=true', form([encodeURIComponent(name), 'x']));
    expect((await add(`x${'/x'.repeat(MAX_PATH_SEGMENTS - 1)}`)).status).toBe(200);
    expect((await add(`x${'/x'.repeat(MAX_PATH_SEGMENTS)}`)).status).toBe(400);
    expect((await add('x'.repeat(MAX_PATH_BYTES + 1))).status).toBe(400);
  });

  test('a chunk has a bound', async () => {
    const add = (bytes: number) => post(`add?cid-version=1&chunker=size-${bytes}`, form(['a', 'x']));
    expect((await add(MAX_CHUNK_BYTES)).status).toBe(200);
    expect((await add(MAX_CHUNK_BYTES + 1)).status).toBe(400);
  });

  test('a block has a bound', async () => {
    const body = form(['block', 'x'.repeat(2 * 1024 * 1024 + 1)]);
    expect((await post('block/put', body)).status).toBe(500);
  });

  test('unknown commands, other methods, pages of browsers', async () => {
    expect((await post('files/ls')).status).toBe(404);
    expect((await app.request('http://127.0.0.1/api/v0/id')).status).toBe(405);
    for (const headers of [
      { origin: 'http://evil.example' },
      { referer: 'http://127.0.0.1:5001/webui' },
      { 'user-agent': 'Mozilla/5.0' },
    ] as HeadersInit[]) {
      expect((await post('id', { headers })).status).toBe(403);
    }
  });

  test('a body beyond the bound', async () => {
    const headers = { 'content-type': RECORDED.type, 'content-length': String(200 * 1024 * 1024) };
    const response = await post('add', { body: RECORDED.body, headers });
    expect(response.status).toBe(413);
  });
});
