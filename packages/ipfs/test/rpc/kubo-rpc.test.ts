import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKuboClient, createKuboRpc, IpfsStore, type KuboRpc } from '../../src/index.js';
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
