import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Connections } from '../../src/http/connections.js';

/** A server whose connections are made by the test. */
function world({ max = 6, maxPerAddress = 3, patienceMs = 1e6 } = {}) {
  const server = new EventEmitter();
  let closed = 0;
  const connections = new Connections({ max, maxPerAddress, patienceMs }, () => closed++);
  connections.watch(server as Server);
  const connect = (remoteAddress: string) => {
    const socket = Object.assign(new EventEmitter(), {
      remoteAddress,
      isOpen: true,
      destroy() {
        socket.isOpen = false;
        socket.emit('close');
      },
    });
    server.emit('connection', socket);
    return socket;
  };
  /** @returns ends the request */
  const request = (socket: object) => {
    const response = new EventEmitter();
    server.emit('request', { socket }, response);
    return () => response.emit('close');
  };
  return { connections, connect, request, closed: () => closed };
}

describe('connections of an HTTP server', () => {
  it('a crowded address makes room for its newest connection', () => {
    const w = world();
    const [other, ...own] = [w.connect('b'), w.connect('a'), w.connect('a'), w.connect('a'), w.connect('a')];
    expect(own.map(({ isOpen }) => isOpen)).toEqual([false, true, true, true]);
    expect([other.isOpen, w.closed(), w.connections.size]).toEqual([true, 1, 4]);
  });

  it('when there are too many in all, the address that holds most makes room', () => {
    const w = world({ max: 5 });
    const crowd = [w.connect('a'), w.connect('a'), w.connect('a')];
    const others = [w.connect('b'), w.connect('b'), w.connect('c')];
    expect(crowd.map(({ isOpen }) => isOpen)).toEqual([false, true, true]);
    expect(others.every(({ isOpen }) => isOpen)).toBe(true);
  });

  it('one on which a request is answered stays, and leaves when it is idle again', () => {
    const w = world();
    const first = w.connect('a');
    const end = w.request(first);
    const second = w.connect('a');
    w.connect('a');
    w.connect('a');
    expect([first.isOpen, second.isOpen]).toEqual([true, false]);
    end();
    w.connect('a');
    expect(first.isOpen).toBe(false);
  });

  it('the newcomer is closed when all of its address are at work', () => {
    const w = world();
    for (let n = 0; n < 3; n++) w.request(w.connect('a'));
    expect(w.connect('a').isOpen).toBe(false);
    expect(w.connect('b').isOpen).toBe(true);
  });

  it('an answer that is not taken for long keeps nobody out', () => {
    const w = world({ patienceMs: 0 });
    const stalled = w.connect('a');
    w.request(stalled);
    for (let n = 0; n < 3; n++) w.connect('a');
    expect(stalled.isOpen).toBe(false);
  });

  it('forgets those that end by themselves', () => {
    const w = world();
    w.connect('a').destroy();
    expect([w.connections.size, w.closed()]).toEqual([0, 0]);
  });
});
