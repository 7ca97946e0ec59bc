import { afterEach, describe, expect, it, vi } from 'vitest';
import { ask } from '../src/page/api/ask.js';
import { call } from '../src/page/api/call.js';
import { askList } from '../src/page/api/lists.js';
import { findPeers } from '../src/page/api/peers.js';

/** Answers by path; what is not among them is 404. */
function answering(answers: Readonly<Record<string, unknown>>) {
  const asked: { path: string; body?: unknown }[] = [];
  vi.stubGlobal('fetch', async (path: string, { body }: RequestInit = {}) => {
    asked.push(body === undefined ? { path } : { path, body });
    const answer = answers[path];
    if (answer === undefined) return new Response('no such thing', { status: 404 });
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const peer = { name: 'a', peerId: 'id-a', base: 'peers/a/' };

describe('what the page asks', () => {
  it('finds all peers of a network, and whether they can be called', async () => {
    answering({
      'api/network': { peers: [{ name: 'a b', peerId: 'id-a', state: 'up', more: 1 }], calls: true },
    });
    expect(await findPeers()).toEqual({
      value: { peers: [{ name: 'a b', peerId: 'id-a', state: 'up', base: 'peers/a%20b/' }], canCall: true },
    });
  });

  it('finds the one peer that serves it', async () => {
    answering({ peer_id: { peer_id: 'id-a' } });
    expect(await findPeers()).toEqual({
      value: { peers: [{ name: 'this peer', peerId: 'id-a', base: '' }], canCall: false },
    });
  });

  it('says what was answered instead', async () => {
    answering({ broken: '{' });
    expect(await findPeers()).toEqual({ why: '404: no such thing' });
    expect(await ask('broken')).toEqual({ why: expect.stringContaining('JSON') });
  });

  it('reads lists to their end', async () => {
    answering({
      'peers/a/api/spells?limit=1000': { items: [1, 2], total: 3, next: 'k2' },
      'peers/a/api/spells?limit=1000&after=k2': { items: [3], total: 3, next: null },
    });
    expect(await askList(peer, 'spells')).toEqual({ value: [1, 2, 3] });
    expect(await askList(peer, 'modules')).toEqual({ why: '404: no such thing' });
  });

  it('calls with arguments as they are written, all digits of them', async () => {
    const asked = answering({ 'api/call': '{"particleId":"p","result":[18446744073709551615,1.5,"x"]}' });
    const target = { peer: 'a', service: 's"', function: 'f' };
    const answer = await call(target, ['18446744073709551615', '"text"']);
    expect(asked[0]?.body).toBe(
      '{"peer":"a","service":"s\\"","function":"f","args":[18446744073709551615,"text"]}',
    );
    expect(answer).toMatchObject({ value: { particleId: 'p' } });
    const { result } = (answer as { value: { result: unknown[] } }).value;
    expect(result.slice(1)).toEqual([1.5, 'x']);
    // Node.js 20 has no way to keep them.
    if ('rawJSON' in JSON) expect(JSON.stringify(result)).toBe('[18446744073709551615,1.5,"x"]');
  });
});
