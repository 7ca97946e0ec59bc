import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { builtin, none } from '@noctiluca/host';
import { type NodeService, silentLogger } from '@noctiluca/lifecycle';
import { generateKeyPair } from '@noctiluca/particle';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkConfig,
  createNode,
  type Node,
  type NodeConfig,
  type NodeOptions,
  resolveConfig,
} from '../src/index.js';

let cwd: string;
const nodes: Node[] = [];
beforeEach(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-node-'));
});
afterEach(async () => {
  await Promise.all(nodes.splice(0).map((node) => node.stop()));
  await rm(cwd, { recursive: true, force: true });
});

const FREE_PORTS = { listen_ip: '127.0.0.1', tcp_port: 0, websocket_port: 0, http_port: 0 };
const config = (name = 'node'): Promise<NodeConfig> =>
  resolveConfig(checkConfig({ ...FREE_PORTS, base_dir: name }).settings, {
    cwd,
    name,
    keyPair: generateKeyPair(),
  });
const build = async (options: NodeOptions = {}, name?: string) => {
  const node = createNode(await config(name), { logger: silentLogger, ...options });
  nodes.push(node);
  return node;
};
const recorder = (name: string, log: string[]): NodeService => ({
  name,
  start: async () => void log.push(`start ${name}`),
  stop: async () => void log.push(`stop ${name}`),
});

describe('createNode', () => {
  it('does nothing before start, then answers over HTTP, then releases its ports', async () => {
    const node = await build();
    expect(node.state).toBe('idle');
    expect(node.httpUrl).toBe('');
    await node.start();
    const url = node.httpUrl;
    expect(await (await fetch(`${url}/peer_id`)).json()).toEqual({ peer_id: node.peerId });
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect(await (await fetch(`${url}/versions`)).json()).toMatchObject({ avm: '0.62.0' });
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('connection_pool_connected_peers');
    await node.stop();
    await expect(fetch(`${url}/peer_id`)).rejects.toThrow();
  });

  it('starts extra parts after the defaults and stops them before', async () => {
    const log: string[] = [];
    const node = await build({ extra: [recorder('mine', log)] });
    await node.start();
    expect(log).toEqual(['start mine']);
    expect(node.describe().children?.at(-1)).toMatchObject({
      name: 'mine',
      state: 'running',
      origin: 'extra',
    });
    await node.stop();
    expect(log).toEqual(['start mine', 'stop mine']);
  });

  it('uses a replacement in place of the default, known to the parts that need it', async () => {
    const other = await build({}, 'other');
    const { avm } = other.parts;
    const node = await build({ replace: { avm } });
    expect(node.parts.avm).toBe(avm);
    await node.start();
    expect(node.describe().children?.find(({ name }) => name === 'avm')).toMatchObject({ state: 'running' });
  });

  it('refuses a replacement that is running already', async () => {
    const other = await build({}, 'other');
    await other.start();
    await expect(build({ replace: { avm: other.parts.avm } })).rejects.toMatchObject({
      code: 'ALREADY_RUNNING',
    });
  });

  it('refuses an extra part that has the name of a default', async () => {
    await expect(build({ extra: [recorder('avm', [])] })).rejects.toMatchObject({ code: 'DUPLICATE_NAME' });
  });

  it('serves built-in functions a user adds', async () => {
    const mine = {
      id: 'mine',
      doc: 'Mine.',
      functions: { answer: builtin({ doc: 'It.', args: none, returns: 'u32', call: () => 42 }) },
    };
    const node = await build({ builtins: [mine] });
    await node.start();
    const particle = {
      id: 'p',
      initPeerId: node.peerId,
      timestamp: Date.now(),
      ttl: 1000,
      script: '',
      signature: new Uint8Array(64),
      data: new Uint8Array(),
    };
    const outcome = await node.parts.host.call(
      { serviceId: 'mine', functionName: 'answer', args: [], tetraplets: [] },
      { particle, scope: { kind: 'host' }, currentPeerId: node.peerId, signal: new AbortController().signal },
    );
    expect(outcome).toEqual({ kind: 'ok', json: '42' });
  });

  it('names the part that failed and leaves nothing running', async () => {
    const broken: NodeService = {
      name: 'broken',
      start: () => Promise.reject(new Error('out of order')),
      stop: async () => {},
    };
    const node = await build({ extra: [broken] });
    await expect(node.start()).rejects.toMatchObject({ code: 'START_FAILED', part: 'broken' });
    expect(node.httpUrl).toBe('');
  });

  it('lets several peers live in one process', async () => {
    const [a, b] = [await build({}, 'a'), await build({}, 'b')];
    await Promise.all([a.start(), b.start()]);
    await a.stop();
    expect((await fetch(`${b.httpUrl}/health`)).status).toBe(200);
  });
});
