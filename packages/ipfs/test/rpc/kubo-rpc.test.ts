import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { MAX_HEADER_BYTES, MAX_REQUESTS } from '../../src/constants.js';
import { createKuboClient, createKuboRpc, IpfsStore, type KuboRpc } from '../../src/index.js';
import type { KuboRpcInit } from '../../src/rpc/kubo-rpc.js';
import { pattern, temporaryDirectory } from '../utils/files.js';

const PEER = '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';
const signal = new AbortController().signal;

let dir: string;
let store: IpfsStore;
let rpc: KuboRpc;
beforeEach(async () => {
  dir = await temporaryDirectory();
  store = new IpfsStore({ dir });
  rpc = createKuboRpc({ port: 0 }, { store, peerId: PEER });
  await rpc.start(signal);
});
afterEach(async () => {
  await rpc.stop(signal);
  await store.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Another RPC over the same store. */
async function another(init: Partial<KuboRpcInit>): Promise<KuboRpc> {
  const made = createKuboRpc({ port: 0, ...init }, { store, peerId: PEER });
  await made.start(signal);
  onTestFinished(() => made.stop(signal));
  return made;
}

/** A connection that the client does not end, and all that came until the server did. */
function connectTo({ url }: KuboRpc): { socket: Socket; closed: Promise<string> } {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  return { socket, closed: once(socket, 'close').then(() => answer) };
}

/** An upload without an end; it emits `continue` when the server reads it. */
function endlessAdd({ url }: KuboRpc): ClientRequest {
  const sent = request(`${url}/api/v0/add?cid-version=1`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b', expect: '100-continue' },
    agent: false,
  });
  sent.on('error', () => {});
  sent.flushHeaders();
  return sent;
}

describe('the RPC on a socket', () => {
  test('takes and gives a large file', async () => {
    const client = createKuboClient({ api: rpc.multiaddr });
    const bytes = pattern(3_000_000);
    const cid = await client.add(bytes);
    expect(Buffer.from(await client.cat(cid)).equals(bytes)).toBe(true);
  });

  test('takes many files at a time', async () => {
    const client = createKuboClient({ api: rpc.multiaddr });
    const cids = await Promise.all(
      Array.from({ length: 40 }, (_, n) => client.add(Buffer.from(`file ${n % 20}`))),
    );
    expect(new Set(cids).size).toBe(20);
    expect((await store.open()).stats()).toMatchObject({ blocks: 20, pins: 20 });
  });

  test('refuses a body that is too long whether its length was said or not', async () => {
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${rpc.url}/api/v0/add?cid-version=1`, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      });
      sent.on('response', (response) => resolve(response.resume().statusCode));
      sent.on('error', reject);
      sent.write('--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n');
      const chunk = Buffer.alloc(1024 * 1024);
      let left = 130;
      const more = () => {
        while (left > 0 && !sent.destroyed) {
          left -= 1;
          if (!sent.write(chunk)) return void sent.once('drain', more);
        }
      };
      more();
    });
    expect(answer).toBe(413);
  });

  test('answers 431 to a head that is too large', async () => {
    const client = connectTo(rpc);
    client.socket.write(`POST /api/v0/${'x'.repeat(MAX_HEADER_BYTES)} HTTP/1.1\r\nhost: x\r\n\r\n`);
    expect(await client.closed).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('answers 503 to more requests at a time than it serves, and serves again when one ended', async () => {
    const sent = Array.from({ length: MAX_REQUESTS }, () => endlessAdd(rpc));
    await Promise.all(sent.map((one) => once(one, 'continue')));
    const refused = await fetch(`${rpc.url}/api/v0/version`, { method: 'POST' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    sent[0]?.destroy();
    await expect
      .poll(async () => (await fetch(`${rpc.url}/api/v0/version`, { method: 'POST' })).status)
      .toBe(200);
    for (const one of sent) one.destroy();
  });

  test('closes connections beyond those it may have', async () => {
    const small = await another({ maxConnections: 1 });
    const first = connectTo(small);
    first.socket.write('POST /api/v0/version HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(first.socket, 'data');
    expect(await connectTo(small).closed).toBe('');
  });

  test.each([
    { id: 'a head', limits: { headersTimeoutMs: 100 }, bytes: 'POST /api/v0/id HTTP/1.1\r\nhost: x\r\n' },
    {
      id: 'a body',
      limits: { headersTimeoutMs: 100, bodyTimeoutMs: 200 },
      bytes:
        'POST /api/v0/add HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\ncontent-type: multipart/form-data; boundary=b\r\n\r\n',
    },
  ])('answers 408 when $id takes too long, and closes the connection', async ({ limits, bytes }) => {
    const client = connectTo(await another(limits));
    client.socket.write(bytes);
    expect(await client.closed).toMatch(/HTTP\/1\.1 408 /);
  });

  test('ends what is under way when it stops', async () => {
    const sent = request(`${rpc.url}/api/v0/add?cid-version=1`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b', expect: '100-continue' },
    });
    const broken = once(sent, 'error').catch((error: unknown) => [error]);
    sent.flushHeaders();
    await once(sent, 'continue');
    // An upload without an end.
    sent.write('--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n');
    await rpc.stop(signal);
    expect(await broken).toHaveLength(1);
    await store.stop();
    expect(rpc.url).toBe('');
  });

  test('tells the key of its peer id', async () => {
    const { PublicKey } = (await createKuboClient({ api: rpc.url }).info()) as { PublicKey: string };
    // Protobuf of an ed25519 key: 08 01 12 20, then 32 bytes.
    expect(Buffer.from(PublicKey, 'base64').toString('hex')).toMatch(/^08011220[0-9a-f]{64}$/);
  });
});
