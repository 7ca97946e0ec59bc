import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeClock } from '@noctiluca/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAX_WS_MESSAGE_BYTES, REQUEST_TIMEOUT_MS, WS_PING_MS } from '../../../src/constants.js';
import { ChainError } from '../../../src/errors.js';
import { RpcSocket } from '../../../src/peer/watch/rpc-socket.js';
import { type FakeSocket, startFakeSocket } from '../../utils/fake-socket.js';

const life = () => {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  return controller;
};

async function opened(fake: FakeSocket, signal = life().signal) {
  const clock = new FakeClock();
  const notices: unknown[] = [];
  const onNotice = (notice: unknown) => {
    if (notice === 'bad') throw new ChainError('INVALID', 'bad');
    notices.push(notice);
  };
  const socket = await RpcSocket.open({ url: fake.url }, { clock, onNotice }, signal);
  return { clock, notices, socket };
}

describe('a WebSocket of an RPC', () => {
  it('answers calls in any order, and tells what is subscribed to', async () => {
    const fake = await startFakeSocket();
    const { socket, notices } = await opened(fake);
    fake.answer = ({ method }) => (method === 'slow' ? undefined : `${method}!`);
    const slow = socket.call('slow', 1);
    expect(await socket.call('quick')).toBe('quick!');
    expect(fake.asked).toMatchObject([
      { method: 'slow', params: [1] },
      { method: 'quick', params: [] },
    ]);
    fake.connections[0]!.send(JSON.stringify({ id: fake.asked[0]!.id, result: 'at last' }));
    expect(await slow).toBe('at last');
    fake.tell('news');
    await expect.poll(() => notices).toEqual(['news']);
  });

  it('says what is refused', async () => {
    const fake = await startFakeSocket();
    const { socket } = await opened(fake);
    fake.answer = ({ id }) => {
      fake.connections[0]!.send(JSON.stringify({ id, error: { code: -1, message: 'no' } }));
    };
    await expect(socket.call('any')).rejects.toMatchObject({ code: 'RPC_FAILED', message: 'no' });
  });

  it('gives up a call that takes too long, and is still there', async () => {
    const fake = await startFakeSocket();
    const { socket, clock } = await opened(fake);
    const usual = fake.answer;
    fake.answer = () => undefined;
    const call = socket.call('slow');
    const late = expect(call).rejects.toMatchObject({ code: 'UNREACHABLE' });
    clock.advance(REQUEST_TIMEOUT_MS - 1);
    await expect.poll(() => fake.asked.length).toBe(1);
    // The pings of a clock that jumps are not answered in no time.
    clock.advance(1);
    await late;
    fake.answer = usual;
    expect(await socket.call('any')).toBeDefined();
  });

  it.each([
    ['no JSON', 'hello'],
    ['no object', '1'],
    ['more than it may be', JSON.stringify('x'.repeat(MAX_WS_MESSAGE_BYTES))],
    ['a notice that is none', JSON.stringify({ method: 'eth_subscription', params: { result: 'bad' } })],
  ])('ends when it is told what is %s', async (_, message) => {
    const fake = await startFakeSocket();
    const { socket } = await opened(fake);
    fake.answer = () => undefined;
    const open = expect(socket.call('any')).rejects.toBeInstanceOf(ChainError);
    fake.connections[0]!.send(message);
    expect(await socket.closed).toBeInstanceOf(ChainError);
    await open;
  });

  it('ends when its pings are not answered', async () => {
    const fake = await startFakeSocket();
    const { socket, clock } = await opened(fake);
    for (let round = 0; round < 3; round += 1) {
      const pinged = once(fake.connections[0]!, 'ping');
      clock.advance(WS_PING_MS);
      await pinged;
      expect(await socket.call('any')).toBeDefined();
    }
    fake.connections[0]!.pause();
    clock.advance(WS_PING_MS);
    clock.advance(WS_PING_MS);
    expect((await socket.closed).message).toContain('answers no ping');
    expect(clock.pendingTimers).toBe(0);
  });

  it('ends with the other side, and with its own', async () => {
    const fake = await startFakeSocket();
    const controller = life();
    const [one, other] = [await opened(fake), await opened(fake, controller.signal)];
    controller.abort();
    await other.socket.closed;
    await fake.close();
    expect(await one.socket.closed).toMatchObject({ code: 'UNREACHABLE' });
    await expect(one.socket.call('any')).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  it('is not where nobody listens, or no WebSocket is served; it does not say where', async () => {
    const server = createServer((_, response) => response.end('hello'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const served = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
    const components = { clock: new FakeClock(), onNotice: () => {} };
    for (const url of ['ws://127.0.0.1:1/token', served, 'token'])
      await expect(RpcSocket.open({ url }, components, life().signal)).rejects.toThrow(
        /^The WebSocket of the chain(?!.*token)/,
      );
  });
});
