import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAX_ERROR_TEXT } from '../src/constants.js';
import { createRpc, type RpcInit } from '../src/rpc.js';

/** An RPC that gives this answer to all that is asked, or none at all. */
async function answering(answer: unknown, init: Partial<RpcInit> = {}) {
  const server = createServer((_, response) => {
    if (answer !== undefined) response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return createRpc({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...init });
}

/** An RPC that answers each batch by itself. */
async function replying(reply: (body: { method: string }[]) => unknown) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.end(JSON.stringify(reply(JSON.parse(Buffer.concat(chunks).toString('utf8')))));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return createRpc({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

const reverted = (message: string, data?: string) => [{ id: 0, error: { code: 3, message, data } }];

describe('an RPC', () => {
  it('gives results, null among them', async () => {
    expect(await (await answering([{ id: 0, result: '0x1' }])).call('any')).toBe('0x1');
    expect(await (await answering([{ id: 0, result: null }])).call('any')).toBeNull();
  });

  it('gives outcomes in the order of the calls, whatever order they come in', async () => {
    const rpc = await answering([
      { id: 1, error: { code: -32_000, message: 'no' } },
      { id: 0, result: 'first' },
    ]);
    const calls = [{ method: 'one' }, { method: 'two' }, { method: 'three' }];
    expect(await rpc.batch(calls)).toMatchObject([
      { ok: true, result: 'first' },
      { ok: false, error: { code: 'RPC_FAILED', message: 'no' } },
      { ok: false, error: { code: 'INVALID' } },
    ]);
  });

  it('passes on so many words of an error', async () => {
    const rpc = await answering(reverted('x'.repeat(MAX_ERROR_TEXT + 1)));
    await expect(rpc.call('eth_call')).rejects.toThrow(new RegExp(`^x{${MAX_ERROR_TEXT}}$`));
  });

  it('asks again what a block has overtaken, and only that', async () => {
    const late = { code: -32_602, message: 'BlockOutOfRangeError: block height is 10 but requested was 9' };
    const bodies: { method: string }[][] = [];
    const rpc = await replying((body) => {
      bodies.push(body);
      return body.map(({ method }, id) =>
        method === 'one' && bodies.length < 3 ? { id, error: late } : { id, result: method },
      );
    });
    const calls = [{ method: 'one' }, { method: 'two' }];
    expect(await rpc.batch(calls)).toMatchObject([{ result: 'one' }, { result: 'two' }]);
    expect(bodies.map((body) => body.map(({ method }) => method))).toEqual([
      ['one', 'two'],
      ['one'],
      ['one'],
    ]);
  });

  it('gives up what blocks overtake without end', async () => {
    const late = { code: -32_602, message: 'BlockOutOfRangeError: block height is 10 but requested was 9' };
    const rpc = await replying((body) => body.map((_, id) => ({ id, error: late })));
    await expect(rpc.call('eth_call')).rejects.toMatchObject({ code: 'RPC_FAILED' });
  });

  it('asks nothing for no calls', async () => {
    expect(await createRpc({ url: 'http://127.0.0.1:1' }).batch([])).toEqual([]);
  });

  it('has the words of a contract, and what it threw', async () => {
    const data = '0x08c379a0';
    const rpc = await answering(reverted("execution reverted: Peer doesn't exist", data));
    await expect(rpc.call('eth_call')).rejects.toMatchObject({
      ...{ code: 'REVERTED', message: "Peer doesn't exist", data },
    });
  });

  it.each([
    { id: 'no JSON', answer: '<html>', code: 'INVALID' },
    { id: 'no batch', answer: { result: 1 }, code: 'INVALID' },
    { id: 'null', answer: 'null', code: 'INVALID' },
    { id: 'another id', answer: [{ id: 5, result: 1 }], code: 'INVALID' },
    { id: 'one error for all', answer: { error: { code: 1, message: 'busy' } }, code: 'RPC_FAILED' },
    { id: 'an error without words', answer: [{ id: 0, error: {} }], code: 'INVALID' },
  ])('refuses an answer that is $id', async ({ answer, code }) => {
    await expect((await answering(answer)).call('any')).rejects.toMatchObject({ code });
  });

  it('takes no longer answer than it may', async () => {
    const rpc = await answering([{ id: 0, result: 'x'.repeat(1000) }], { maxAnswerBytes: 500 });
    await expect(rpc.call('any')).rejects.toMatchObject({ code: 'LIMIT' });
  });

  it('gives up a request that takes too long', async () => {
    const rpc = await answering(undefined, { timeoutMs: 50 });
    await expect(rpc.call('any')).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  it('says that nobody answers', async () => {
    const rpc = createRpc({ url: 'http://127.0.0.1:1' });
    await expect(rpc.call('any')).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});
