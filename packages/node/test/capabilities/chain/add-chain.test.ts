import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { silentLogger } from '@noctiluca/lifecycle';
import { generateKeyPair } from '@noctiluca/particle';
import { parse } from 'smol-toml';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createChainPart } from '../../../src/capabilities/chain/chain-part.js';
import { loadKit } from '../../../src/capabilities/chain/load-kit.js';
import { chainSettings } from '../../../src/config/inits.js';
import type { Layer } from '../../../src/config/layers.js';
import { checkConfig, createNode, mergeLayers, type NodeOptions, resolveConfig } from '../../../src/index.js';
import { CLI_0_16_3_CONFIG } from '../../utils/upstream-config.js';

const WALLET = 'ab'.repeat(32);
/** Its address is that of the key above. */
const ACCOUNT = /^0x[0-9a-fA-F]{40}$/;

/** What CLI 0.16.3 writes, on free ports, and with a chain that nobody has. */
const FILE = mergeLayers([
  parse(CLI_0_16_3_CONFIG) as Layer,
  { listen_ip: '127.0.0.1', tcp_port: 0, websocket_port: 0, http_port: 0 },
  {
    chain_config: { http_endpoint: 'http://127.0.0.1:1/SECRET' },
    chain_listener_config: { ws_endpoint: 'ws://127.0.0.1:1/SECRET' },
  },
]);

async function configOf(layer: Layer) {
  const cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-chain-'));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  return resolveConfig(checkConfig(layer).settings, { cwd, name: 'node', keyPair: generateKeyPair() });
}

async function started(layer: Layer, options: NodeOptions = {}) {
  const node = createNode(await configOf(layer), { logger: silentLogger, ...options });
  onTestFinished(() => node.stop());
  await node.start();
  const get = async (page: string) => {
    const answer = await fetch(`${node.httpUrl}${page}`);
    return { status: answer.status, text: await answer.text() };
  };
  const call = async (serviceId: string, functionName: string, args: never[] | string[]) => {
    const particle = {
      ...{ id: 'p', initPeerId: node.peerId, timestamp: Date.now(), ttl: 1000, script: '' },
      ...{ signature: new Uint8Array(64), data: new Uint8Array() },
    };
    return node.parts.host.call(
      { serviceId, functionName, args, tetraplets: [] },
      { particle, scope: { kind: 'host' }, currentPeerId: node.peerId, signal: new AbortController().signal },
    );
  };
  return { node, get, call };
}

describe('a peer with a configuration of CLI 0.16.3', () => {
  it('starts, says that its chain does not answer, and never the secrets', async () => {
    const { node, get, call } = await started(FILE);
    const part = () => node.describe().children?.find(({ name }) => name === 'chain');
    await expect.poll(part).toMatchObject({
      state: 'running',
      details: { connected: false, account: expect.stringMatching(ACCOUNT) },
    });
    const health = await get('/health');
    expect(health.text).toContain('chain_connection');
    expect(JSON.parse(health.text)).toContainEqual({ chain_connection: 'Warn' });
    expect((await get('/metrics')).text).toContain('chain_connected 0');
    for (const page of ['/config', '/api/describe', '/health', '/metrics']) {
      const { text } = await get(page);
      expect(text, page).not.toContain(WALLET);
      expect(text, page).not.toContain('SECRET');
    }
    const deals = await call('connector', 'get_deals', []);
    expect(deals).toMatchObject({
      kind: 'error',
      json: expect.stringMatching(/^"Failed to get deals: The chain/),
    });
    expect(JSON.stringify(deals)).not.toContain('SECRET');
    const resolved = await call('subnet', 'resolve', ['ab'.repeat(20)]);
    const answer = { success: false, error: ['The chain does not answer'], workers: [] };
    expect(resolved).toEqual({ kind: 'ok', json: JSON.stringify(answer), functionKind: 'builtin' });
  });
});

describe('a peer without a chain', () => {
  it('has no connector, and no check of one', async () => {
    const { node, get, call } = await started({ ...FILE, chain_config: undefined });
    expect(await call('connector', 'get_deals', [])).toEqual({ kind: 'not-defined' });
    expect((await get('/health')).text).not.toContain('chain');
    expect(node.describe().children?.map(({ name }) => name)).not.toContain('chain');
  });
});

describe('the package of a chain', () => {
  it('is missed with advice, at the start', async () => {
    const settings = chainSettings(await configOf(FILE))!;
    const load = () => loadKit([], '@noctiluca/not-here');
    const part = createChainPart({ ...settings, peerId: 'me', places: [] }, { logger: silentLogger, load });
    await expect(part.start(new AbortController().signal)).rejects.toMatchObject({
      code: 'NO_CHAIN_PACKAGE',
      message: expect.stringContaining('npm i @noctiluca/not-here'),
    });
    expect(() => part.peer).toThrow(expect.objectContaining({ code: 'CHAIN_NOT_UP' }));
    await part.stop(new AbortController().signal);
  });
});
