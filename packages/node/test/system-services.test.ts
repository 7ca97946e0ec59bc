import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { clockTrigger, type PackageDistro } from '@noctiluca/deployment';
import { silentLogger } from '@noctiluca/lifecycle';
import { generateKeyPair } from '@noctiluca/particle';
import { cidOf } from '@noctiluca/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkConfig, createNode, type Node, type NodeOptions, resolveConfig } from '../src/index.js';

const wasm = readFileSync(new URL('../../../services/keeper/keeper.wasm', import.meta.url));
const keeper: PackageDistro = {
  name: 'keeper',
  version: '1.0.0',
  services: [{ name: 'keeper', modules: [{ name: 'keeper', cid: cidOf(wasm), load: async () => wasm }] }],
  spells: [{ name: 'keeper-spell', air: '(null)', kv: {}, triggerConfig: clockTrigger(1) }],
};
const broken: PackageDistro = {
  name: 'broken',
  version: '1.0.0',
  services: [
    {
      name: 'broken',
      modules: [
        {
          name: 'broken',
          cid: 'bafkreifdehdwcppttfsqaju4kodgn5wgbefrarbzc72k4sore2bwpeq2fa',
          load: () => Promise.reject(new Error('no such file')),
        },
      ],
    },
  ],
  spells: [],
};

let cwd: string;
let node: Node | undefined;
const keyPair = generateKeyPair();
beforeEach(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-node-'));
});
afterEach(async () => {
  await node?.stop();
  await rm(cwd, { recursive: true, force: true });
});

async function build(system: Record<string, unknown>, options: NodeOptions = {}): Promise<Node> {
  const { settings } = checkConfig({
    listen_ip: '127.0.0.1',
    tcp_port: 0,
    websocket_port: 0,
    http_port: 0,
    base_dir: 'node',
    system_services: system,
  });
  const config = await resolveConfig(settings, { cwd, keyPair });
  return createNode(config, { logger: silentLogger, systemPackages: [keeper, broken], ...options });
}

async function started(...args: Parameters<typeof build>): Promise<Node> {
  node = await build(...args);
  await node.start();
  await node.parts.systemServices.settled();
  return node;
}

const checks = async ({ httpUrl }: Node) => {
  const response = await fetch(`${httpUrl}/health`);
  const body = (await response.json()) as Record<string, string>[];
  return { status: response.status, ...Object.assign({}, ...body) };
};

describe('a peer with system services', () => {
  it('has them at its start, and again at the next, and lets spells run', async () => {
    const first = await started({ enable: ['keeper'] });
    const { id } = first.parts.systemServices.status().packages[0]!.items[0]!;
    expect(first.parts.host.services.resolveAlias({ kind: 'host' }, 'keeper')?.serviceId).toBe(id);
    expect(await checks(first)).toMatchObject({ status: 200, 'system-services/keeper': 'Ok' });
    const scope = { kind: 'host' } as const;
    const ran = async () => first.parts.spells.get(scope, 'keeper-spell')?.value('hw_trigger');
    while ((await ran()) === undefined) await new Promise((resolve) => setImmediate(resolve));
    await first.stop();

    const second = await started({ enable: ['keeper'] });
    expect(second.parts.systemServices.status().packages[0]?.items[0]?.id).toBe(id);
  });

  it('is up and healthy but for the package that does not come up', async () => {
    const up = await started({ enable: 'keeper,broken' });
    expect(await checks(up)).toMatchObject({
      status: 429,
      'system-services/keeper': 'Ok',
      'system-services/broken': 'Fail',
      'system-services': 'Ok',
      host: 'Ok',
    });
    const { children = [] } = up.describe();
    const { details } = children.find(({ name }) => name === 'system-services')!;
    expect(details).toMatchObject({
      packages: [
        { name: 'keeper', state: 'ready' },
        { name: 'broken', state: 'failed', error: { message: expect.stringContaining('no such file') } },
      ],
    });
    const text = await (await fetch(`${up.httpUrl}/metrics`)).text();
    expect(text).toContain('system_services_packages{state="failed"} 1');
  });

  it('does not start when one fails and `fail_fast` is set', async () => {
    const unlucky = await build({ enable: 'keeper,broken', fail_fast: true });
    await expect(unlucky.start()).rejects.toMatchObject({
      part: 'system-services',
      cause: expect.objectContaining({
        code: 'DEPLOY_FAILED',
        package: 'broken',
        step: "install service 'broken'",
      }),
    });
    expect(unlucky.httpUrl).toBe('');
  });

  it('refuses a package nobody describes, and names those there are', async () => {
    await expect(build({ enable: ['telepathy'] })).rejects.toMatchObject({
      code: 'UNKNOWN_PACKAGE',
      message: expect.stringContaining('aqua-ipfs, trust-graph, registry, decider, keeper, broken'),
    });
  });

  it('spec/nox.md §9.2 no. 44: starts with the decider named and no chain; health tells', async () => {
    const up = await started({ enable: ['decider'] });
    expect(await checks(up)).toMatchObject({ status: 429, 'system-services/decider': 'Fail' });
    expect(up.parts.systemServices.status().packages[0]?.error?.message).toContain('chain');
  });

  it('tells a remote deployer what it is configured to have', async () => {
    const up = await started({ enable: 'none', registry: { registry_period_sec: 60 } });
    const { host } = up.parts;
    const settings = host.builtins.find(({ id }) => id === 'system-services')?.functions.settings;
    const json = await settings?.prepare([])({} as never);
    expect(JSON.parse(String(json))).toMatchObject({
      enable: [],
      prune: true,
      packages: { registry: { registryPeriodSec: 60 } },
    });
  });
});
