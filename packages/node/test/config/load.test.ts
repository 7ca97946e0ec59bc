import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.js';

const SEED = 'IsNuLli8JPrUdOaW713lRur9kOY2pLSGn1ri3z0ApMk=';
const PEER_ID = '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-config-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

describe('loadConfig', () => {
  it('layers Config.toml, FLUENCE_CONFIG, --config, environment and arguments, later wins', async () => {
    await writeFile(
      path.join(cwd, 'Config.toml'),
      'tcp_port = 1\nwebsocket_port = 1\nhttp_port = 1\ncpus_range = 3',
    );
    await writeFile(
      path.join(cwd, 'a.toml'),
      'websocket_port = 2\nhttp_port = 2\n[kademlia]\nquery_timeout = "9s"',
    );
    const { config, warnings } = await loadConfig({
      cwd,
      env: { FLUENCE_CONFIG: 'a.toml', FLUENCE_HTTP_PORT: '3' },
      arguments: { listen_ip: '127.0.0.1' },
    });
    expect(config.listenAddresses).toEqual(['/ip4/127.0.0.1/tcp/1', '/ip4/127.0.0.1/tcp/2/ws']);
    expect(config.http).toEqual({ ip: '127.0.0.1', port: 3 });
    expect(config.settings.kademlia.query_timeout).toBe(9000);
    expect(warnings).toEqual([expect.stringContaining('cpus_range')]);
  });

  it("takes upstream's variables of 2023 over the files and under the newest ones", async () => {
    await writeFile(
      path.join(cwd, 'Config.toml'),
      '[system_services.aqua_ipfs]\nlocal_api_multiaddr = "file"\nexternal_api_multiaddr = "file"',
    );
    const { config, warnings } = await loadConfig({
      cwd,
      env: {
        FLUENCE_ENV_AQUA_IPFS_LOCAL_API_MULTIADDR: 'former',
        FLUENCE_ENV_AQUA_IPFS_EXTERNAL_API_MULTIADDR: 'former',
        FLUENCE_SYSTEM_SERVICES__AQUA_IPFS__EXTERNAL_API_MULTIADDR: 'newest',
        FLUENCE_SYSTEM_SERVICES__ENABLE: 'registry,trust-graph',
      },
    });
    const { aqua_ipfs: ipfs, enable } = config.settings.system_services;
    expect([ipfs.local_api_multiaddr, ipfs.external_api_multiaddr]).toEqual(['former', 'newest']);
    expect(enable).toEqual(['registry', 'trust-graph']);
    expect(warnings).toEqual([]);
  });

  it('makes the root and management keys once, readable by the owner only', async () => {
    const first = await loadConfig({ cwd, env: {} });
    const second = await loadConfig({ cwd, env: {} });
    expect(second.config.keyPair.peerId).toBe(first.config.keyPair.peerId);
    expect(second.config.managementPeerId).toBe(first.config.managementPeerId);
    const file = path.join(first.config.directories.persistent, 'secret_key.ed25519');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(Buffer.from((await readFile(file, 'utf8')).trim(), 'base64')).toHaveLength(32);
  });

  it('takes a root key from the command line and makes no file for it', async () => {
    const { config } = await loadConfig({ cwd, env: {}, arguments: { root_key_pair: { value: SEED } } });
    expect(config.keyPair.peerId).toBe(PEER_ID);
    await expect(stat(path.join(config.directories.persistent, 'secret_key.ed25519'))).rejects.toThrow(
      'ENOENT',
    );
  });

  it('warns of a key file that others can read, and takes a path from the working directory', async () => {
    await writeFile(path.join(cwd, 'my.key'), SEED, { mode: 0o600 });
    const sources = { cwd, env: {}, arguments: { root_key_pair: { path: 'my.key' } } };
    const first = await loadConfig(sources);
    expect(first.config.keyPair.peerId).toBe(PEER_ID);
    expect(first.warnings).toEqual([]);
    await chmod(path.join(cwd, 'my.key'), 0o644);
    expect((await loadConfig(sources)).warnings).toEqual([expect.stringContaining('chmod 600')]);
  });

  it('makes a missing key file only when told to', async () => {
    const load = (generate: boolean) =>
      loadConfig({
        cwd,
        env: {},
        arguments: { root_key_pair: { path: 'new.key', generate_on_absence: generate } },
      });
    await expect(load(false)).rejects.toMatchObject({ code: 'KEY_UNREADABLE' });
    const { config } = await load(true);
    expect((await stat(path.join(cwd, 'new.key'))).mode & 0o777).toBe(0o600);
    expect((await load(false)).config.keyPair.peerId).toBe(config.keyPair.peerId);
  });

  it('keeps the key of the built-in services beside the root key', async () => {
    const { config } = await loadConfig({ cwd, env: {} });
    const file = path.join(config.directories.persistent, 'builtins_secret_key.ed25519');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(config.builtinsKeyPair.peerId).not.toBe(config.keyPair.peerId);
    expect((await loadConfig({ cwd, env: {} })).config.builtinsKeyPair.peerId).toBe(
      config.builtinsKeyPair.peerId,
    );
  });

  it('never repeats a wrong key in its error', async () => {
    const attempt = loadConfig({
      cwd,
      env: {},
      arguments: { root_key_pair: { value: 'not-a-key-but-secret' } },
    });
    await expect(attempt).rejects.toMatchObject({
      code: 'KEY_INVALID',
      message: expect.not.stringContaining('secret'),
    });
  });

  it('says which file cannot be read or is no TOML', async () => {
    await expect(loadConfig({ cwd, env: {}, files: ['gone.toml'] })).rejects.toMatchObject({
      code: 'CONFIG_UNREADABLE',
    });
    await writeFile(path.join(cwd, 'bad.toml'), 'a = = b');
    await expect(loadConfig({ cwd, env: {}, files: ['bad.toml'] })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });
});
