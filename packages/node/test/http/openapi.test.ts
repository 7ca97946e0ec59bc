import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { silentLogger } from '@noctiluca/lifecycle';
import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ENDPOINTS } from '../../src/http/endpoints.js';
import { openApi, PEER } from '../../src/http/openapi.js';
import { checkConfig, createNode, type Node, resolveConfig } from '../../src/index.js';

interface Operation {
  readonly responses: Readonly<Record<string, Answer>>;
}
interface PathItem {
  readonly servers?: unknown;
  readonly get?: Operation;
  readonly post?: Operation;
}
interface Document {
  readonly paths: Record<string, PathItem>;
  readonly components: { readonly schemas: Record<string, object> };
}
type Answer = { content?: Record<string, { schema: object; 'x-event'?: object }> };

const committed = readFileSync(new URL('../../../../docs/reference/openapi.json', import.meta.url), 'utf8');
const document = JSON.parse(committed) as Document;

/** The type that the committed file has for an answer. */
function typeOf(schema: object): z.ZodType {
  const all = JSON.stringify({ ...schema, $defs: document.components.schemas });
  return z.fromJSONSchema(JSON.parse(all.replaceAll('#/components/schemas/', '#/$defs/')));
}

const DEAL = 'aa'.repeat(20);
const PARTICLE = 'shown';
const SECRETS = {
  env: 'secret-of-an-environment',
  token: 'secret-of-this-peer',
  passphrase: 'secret-of-its-workers',
};
const nodes: Node[] = [];
let cwd: string;
let url: string;

async function start(name: string, bootstrap: string[] = []): Promise<Node> {
  const { settings } = checkConfig({
    ...{ listen_ip: '127.0.0.1', tcp_port: 0, websocket_port: 0, http_port: 0 },
    ...{ base_dir: name, allow_local_addresses: true, bootstrap_nodes: bootstrap },
    services_envs: { TOKEN: SECRETS.env },
    noctiluca: {
      virtual_clock: true,
      recording: { enabled: true },
      http_token: SECRETS.token,
      worker_key_passphrase: SECRETS.passphrase,
    },
  });
  const config = await resolveConfig(settings, { cwd, name, keyPair: generateKeyPair() });
  const node = createNode(config, { logger: silentLogger });
  nodes.push(node);
  await node.start();
  return node;
}

/** A peer that has something of everything that is shown. */
beforeAll(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-openapi-'));
  const first = await start('first');
  const node = await start('second', first.parts.network.listenAddresses().slice(0, 1));
  url = node.httpUrl;
  const { host, spells, systemServices, aquamarine, network } = node.parts;
  await systemServices.settled();
  const workerId = await host.workers.create({ dealId: DEAL, creatorPeerId: node.peerId });
  await spells.install({
    scope: { kind: 'worker', workerId },
    script: '(call %init_peer_id% ("nobody" "knows") [])',
    data: { text: 'x'.repeat(2_000), count: 1 },
    triggerConfig: {
      clock: { start_sec: 1, end_sec: 0, period_sec: 1 },
      connections: { connect: false, disconnect: false },
      blockchain: { start_block: 0, end_block: 0 },
    },
    alias: 'failing',
  });
  const script =
    '(seq (call %init_peer_id% ("op" "identity") ["a"] x) (call %init_peer_id% ("no" "such") [x]))';
  const keyPair = host.keyPairOf({ kind: 'host' })!;
  await aquamarine.execute(
    createParticle({ id: PARTICLE, script, ttl: 60_000, timestampMs: Date.now(), keyPair }),
  );
  const until = (isSo: () => boolean | Promise<boolean>) =>
    vi.waitUntil(isSo, { timeout: 30_000, interval: 200 });
  await until(() => spells.get({ kind: 'worker', workerId }, 'failing')!.errors().length > 0);
  await until(() => network.routingTable().length > 0);
  await until(async () => ((await json('/api/history')) as { samples: unknown[] }).samples.length > 0);
}, 60_000);
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await rm(cwd, { recursive: true, force: true });
});

const json = async (address: string): Promise<unknown> => (await fetch(`${url}${address}`)).json();

/** What stands for the parts of paths. */
const PARTS: Readonly<Record<string, () => Promise<string>>> = {
  '{particleId}': async () => PARTICLE,
  '{service}': async () => 'registry',
  '{spell}': async () => 'registry-spell',
  '{worker}': async () => DEAL,
  '{deal}': async () => DEAL,
};

async function addressOf(shown: string): Promise<string> {
  const part = /\{\w+\}/.exec(shown)?.[0];
  return part === undefined ? shown : shown.replace(part, await PARTS[part]!());
}

/** Those of peers: others name a server of their own. */
const operations = Object.entries(document.paths)
  .filter(([, { servers }]) => servers === undefined)
  .flatMap(([shown, methods]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const responses = methods[method]?.responses;
      return responses === undefined ? [] : [{ method, path: shown, responses }];
    }),
  );

describe('docs/reference/openapi.json (write it anew with `npm run reference`)', () => {
  it('is what the endpoints say', () => {
    const made = JSON.parse(JSON.stringify(openApi([PEER]))) as Document;
    expect(document.paths).toMatchObject(made.paths);
    expect(document.components).toEqual(made.components);
    expect(operations).toHaveLength(ENDPOINTS.length);
  });

  it.each(operations.filter(({ method }) => method === 'get'))(
    'says what a running peer answers to $path',
    async ({ path: shown, responses }) => {
      const response = await fetch(`${url}${await addressOf(shown)}`);
      const content = responses[String(response.status)]?.content ?? {};
      const [type = '', { schema } = { schema: {} }] = Object.entries(content)[0] ?? [];
      expect(response.headers.get('content-type')).toContain(type);
      expect(response.ok).toBe(true);
      if (type !== 'application/json') return;
      const answer: unknown = await response.json();
      expect(typeOf(schema).safeParse(answer).error).toBeUndefined();
      if (isPage(answer)) expect(answer.items.length).toBeGreaterThan(0);
    },
  );

  it('names nothing that tells a secret: no key, environment, token or passphrase is in any answer', async () => {
    const { host } = nodes[1]!.parts;
    const [{ workerId } = { workerId: '' }] = host.workers.list();
    const seeds = [host.keyPairOf({ kind: 'host' }), host.keyPairOf({ kind: 'worker', workerId })].map(
      (keyPair) => Buffer.from(keyPair!.seed),
    );
    const secrets = [
      ...Object.values(SECRETS),
      ...seeds.flatMap((seed) => [seed.toString('base64').slice(0, 43), seed.toString('hex')]),
    ];
    const paths = operations.filter(({ method }) => method === 'get').map(({ path: shown }) => shown);
    const answers = await Promise.all(
      paths.map(async (shown) => (await fetch(`${url}${await addressOf(shown)}`)).text()),
    );
    expect(answers.join('').length).toBeGreaterThan(20_000);
    for (const secret of secrets) expect(answers.filter((text) => text.includes(secret))).toEqual([]);
  });

  it('says what it answers when the clock is advanced', async () => {
    const response = await fetch(`${url}/api/clock/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"seconds": 1}',
    });
    const { schema } =
      document.paths['/api/clock/advance']!.post!.responses[200]!.content!['application/json']!;
    expect(typeOf(schema).safeParse(await response.json()).error).toBeUndefined();
  });

  it('would notice an answer with a key too many, or one too few', () => {
    const { schema } = document.paths['/peer_id']!.get!.responses[200]!.content!['application/json']!;
    expect(typeOf(schema).safeParse({ peer_id: 'x', more: 1 }).success).toBe(false);
    expect(typeOf(schema).safeParse({}).success).toBe(false);
  });

  it('gives no type to what is not there', async () => {
    expect((await fetch(`${url}/api/services/nothing`)).status).toBe(404);
    expect((await fetch(`${url}/api/spells/registry`)).status).toBe(404);
    expect((await fetch(`${url}/api/services?limit=0`)).status).toBe(400);
    expect(await (await fetch(`${url}/api/services?limit=5000`)).text()).toBe(
      'limit: a whole number from 1 to 1000',
    );
  });
});

function isPage(answer: unknown): answer is { items: unknown[] } {
  return typeof answer === 'object' && answer !== null && 'items' in answer;
}
