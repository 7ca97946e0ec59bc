import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type LocalState, readLocalState, runLocalNetwork } from '../../src/index.js';

let fluenceDir: string;
let state: LocalState;
let stop: () => Promise<void>;

beforeAll(async () => {
  fluenceDir = path.join(await mkdtemp(path.join(os.tmpdir(), 'noctiluca-calls-')), '.fluence');
  const settings = { system_services: { enable: ['registry'] } };
  ({ state, stop } = await runLocalNetwork({ fluenceDir, peers: 2, freePorts: true, settings }, Date.now()));
}, 60_000);
afterAll(async () => {
  await stop?.();
  await rm(path.dirname(fluenceDir), { recursive: true, force: true });
});

/** What docs/reference/openapi.json says of an answer. */
const document = JSON.parse(
  readFileSync(new URL('../../../../docs/reference/openapi.json', import.meta.url), 'utf8'),
) as {
  paths: Record<
    string,
    Record<
      string,
      {
        responses: Record<
          string,
          { content: Record<string, { schema: Parameters<typeof z.fromJSONSchema>[0] }> }
        >;
      }
    >
  >;
};
const typeOf = (path: string, method: 'get' | 'post') =>
  z.fromJSONSchema(document.paths[path]![method]!.responses[200]!.content['application/json']!.schema);

const at = (where: string) => new URL(where, state.explorer);
const json = async (where: string) => (await fetch(at(where))).json();

async function post(body: string) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(at('/api/call'), { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

async function call(request: object) {
  const { status, text } = await post(JSON.stringify(request));
  expect(status).toBe(200);
  return JSON.parse(text) as { particleId: string; result?: unknown; error?: { message: string } };
}

describe('a call from a page', () => {
  it('gives the result, and a particle whose trace is there', async () => {
    const { particleId, result } = await call({
      ...{ peer: 'nox-1', service: 'op', function: 'array' },
      args: ['"', { deep: [null, 1.5] }, ') (null)'],
    });
    expect(result).toEqual(['"', { deep: [null, 1.5] }, ') (null)']);
    const trace = (await json(`/peers/nox-1/api/trace/${particleId}`)) as {
      kind: string;
      functionName?: string;
    }[];
    expect(trace).toContainEqual(expect.objectContaining({ kind: 'called', functionName: 'array' }));
  });

  it('keeps all digits of a number', async () => {
    const { text } = await post(
      '{"peer": "nox-0", "service": "op", "function": "identity", "args": [18446744073709551615]}',
    );
    expect(text).toContain('"result":18446744073709551615');
  });

  it('goes to a peer by its id, and to a service by its alias', async () => {
    const peer = state.peers[0]!.peerId;
    const { result } = await call({
      peer,
      service: 'registry',
      function: 'get_key_id',
      args: ['label', peer],
    });
    expect(result).toEqual(expect.any(String));
    expect(result).not.toBe('');
  });

  it('says what failed where, and has the particle', async () => {
    const { particleId, error } = await call({ peer: 'nox-0', service: 'nobody', function: 'f' });
    expect(particleId).not.toBe('');
    expect(error?.message).toContain('nobody');
  });

  it('is one of sixteen at a time', async () => {
    const slow = {
      peer: 'nox-0',
      service: 'peer',
      function: 'timeout',
      args: [1_500, 'late'],
      ttlMs: 10_000,
    };
    const answers = await Promise.all(Array.from({ length: 17 }, () => post(JSON.stringify(slow))));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(16).fill(200), 503]);
  });

  it('says so when there is no answer in time', async () => {
    const { particleId, error } = await call({
      ...{ peer: 'nox-0', service: 'peer', function: 'timeout', args: [5_000, 'late'], ttlMs: 1_000 },
    });
    expect(particleId).not.toBe('');
    expect(error?.message).toBeDefined();
  });
});

describe('docs/reference/openapi.json', () => {
  it('says what the explorer answers', async () => {
    const network = typeOf('/api/network', 'get');
    const facts = (await json('/api/network')) as object;
    expect(network.safeParse(facts).error).toBeUndefined();
    expect(network.safeParse({ ...facts, more: 1 }).success).toBe(false);
    const answer = typeOf('/api/call', 'post');
    const good = await call({ peer: 'nox-0', service: 'op', function: 'identity', args: [1] });
    const bad = await call({ peer: 'nox-0', service: 'nobody', function: 'f' });
    for (const each of [good, bad]) expect(answer.safeParse(each).error).toBeUndefined();
    expect(answer.safeParse({ particleId: 1, result: 1 }).success).toBe(false);
  });
});

describe('the explorer of a network', () => {
  it('is in what is known of it', async () => {
    expect((await readLocalState(fluenceDir))?.explorer).toBe(state.explorer);
    const { peers } = (await json('/api/network')) as { peers: { state: string }[] };
    expect(peers.map((peer) => peer.state)).toEqual(['up', 'up']);
  });

  it('shows each peer’s lists', async () => {
    const [first, second] = await Promise.all(
      state.peers.map(async ({ name }) => (await json(`/peers/${name}/api/peer`)) as { peerId: string }),
    );
    expect([first?.peerId, second?.peerId]).toEqual(state.peers.map(({ peerId }) => peerId));
    const { items } = (await json('/peers/nox-0/api/connections')) as { items: { peerId: string }[] };
    expect(items.map(({ peerId }) => peerId)).toContain(state.peers[1]!.peerId);
  });
});
