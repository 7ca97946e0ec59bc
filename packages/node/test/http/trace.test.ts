import { createTraceRing } from '@noctiluca/aquamarine';
import type { TraceEvent } from '@noctiluca/particle';
import { describe, expect, it } from 'vitest';
import { createRoutes } from '../../src/http/routes.js';

const arrived = (initPeerId: string): TraceEvent => ({
  kind: 'arrived',
  ...{ scope: 'host', bytes: 0, initPeerId, timestamp: Date.now(), ttlMs: 1_000, script: 'hash' },
});

function peer() {
  const ring = createTraceRing();
  const routes = createRoutes({
    ...{ peerId: '12D3KooW', versions: {}, metrics: undefined, health: undefined },
    describe: () => ({}),
    traces: ring,
  });
  const get = (path: string, headers: Record<string, string> = {}) => routes.request(path, { headers });
  const stream = async (path: string, headers: Record<string, string> = {}) => {
    const response = await get(path, { ...accepting, ...headers });
    return { response, reader: response.body!.pipeThrough(new TextDecoderStream()).getReader() };
  };
  return { ring, get, stream };
}

const ids = (text: string | undefined) =>
  [...(text ?? '').matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));

const accepting = { accept: 'text/event-stream' };

describe('endpoints of the trace', () => {
  it('give entries by particle, number, kind, author, and so many', async () => {
    const { ring, get } = peer();
    ring.record('a', arrived('x'));
    ring.record('b/c', arrived('y'));
    ring.record('a', { kind: 'sent', to: 'x', bytes: 1 });
    const seqs = async (path: string) =>
      ((await (await get(path)).json()) as { seq: number }[]).map(({ seq }) => seq);
    expect(await seqs('/api/trace')).toEqual([1, 2, 3]);
    expect(await seqs('/api/trace/a')).toEqual([1, 3]);
    expect(await seqs('/api/trace/b%2Fc')).toEqual([2]);
    expect(await seqs('/api/trace?since=1&limit=1')).toEqual([2]);
    expect(await seqs('/api/trace?kind=sent')).toEqual([3]);
    expect(await seqs('/api/trace?author=y')).toEqual([2]);
    expect((await get('/api/trace?since=-1')).status).toBe(400);
    expect((await get('/api/trace?limit=many')).status).toBe(400);
  });

  it('list particles', async () => {
    const { ring, get } = peer();
    for (const id of ['a', 'spell_b', 'c']) ring.record(id, arrived('x'));
    const listed = async (query: string) =>
      ((await (await get(`/api/particles${query}`)).json()) as { particleId: string }[]).map(
        ({ particleId }) => particleId,
      );
    expect(await listed('')).toEqual(['c', 'a']);
    expect(await listed('?spells=true&limit=2')).toEqual(['c', 'spell_b']);
    expect(await listed('?before=3')).toEqual(['a']);
    expect((await get('/api/particles?before=x')).status).toBe(400);
  });

  it('tell of entries as they come, from where a reader was cut off', async () => {
    const { ring, stream } = peer();
    for (const id of ['a', 'b', 'a']) ring.record(id, arrived('x'));
    const { response, reader } = await stream('/api/trace/a', { 'last-event-id': '1' });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(ids((await reader.read()).value)).toEqual([3]);
    ring.record('b', arrived('x'));
    ring.record('a', arrived('x'));
    expect(ids((await reader.read()).value)).toEqual([5]);
    await reader.cancel();
  });

  it('tell of the particles of one author, from when it is known', async () => {
    const { ring, stream } = peer();
    ring.record('a', { kind: 'received', from: 'n', bytes: 1 });
    for (const [id, author] of [
      ['a', 'x'],
      ['b', 'y'],
    ] as const)
      ring.record(id, arrived(author));
    const { reader } = await stream('/api/trace?author=x');
    expect(ids((await reader.read()).value)).toEqual([1, 2]);
    ring.record('c', { kind: 'received', from: 'n', bytes: 1 });
    ring.record('b', { kind: 'sent', to: 'z', bytes: 1 });
    ring.record('c', arrived('x'));
    expect(ids((await reader.read()).value)).toEqual([6]);
    ring.record('c', { kind: 'sent', to: 'z', bytes: 1 });
    expect(ids((await reader.read()).value)).toEqual([7]);
    await reader.cancel();
  });

  it('cut a reader off that is too far behind', async () => {
    const { ring, stream } = peer();
    const { reader } = await stream('/api/trace');
    for (let i = 0; i < 6_000; i++) ring.record('a', arrived('x'));
    let events = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read())
      events += ids(next.value).length;
    expect(events).toBeGreaterThan(4_000);
    expect(events).toBeLessThan(6_000);
  });

  it('serve so many streams at a time; one that ended makes room', async () => {
    const { get, stream } = peer();
    const streams = [];
    for (let i = 0; i < 32; i++) streams.push(await stream('/api/trace'));
    expect((await get('/api/trace', accepting)).status).toBe(503);
    await streams[0]!.reader.cancel();
    await expect.poll(async () => (await get('/api/trace', accepting)).status).toBe(200);
  });
});
