import { generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it } from 'vitest';
import {
  avmInit,
  hostInit,
  networkInit,
  packagesSettings,
  peerSettings,
  recordingsInit,
  systemServicesInit,
} from '../../src/config/inits.js';
import { checkConfig } from '../../src/config/parse.js';
import { resolveConfig } from '../../src/config/resolve.js';

const SEED = 'IsNuLli8JPrUdOaW713lRur9kOY2pLSGn1ri3z0ApMk=';
const BUILTINS = '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';

const resolve = (layer: Record<string, unknown>) =>
  resolveConfig(
    checkConfig({ management_peer_id: BUILTINS, builtins_key_pair: { value: SEED }, ...layer }).settings,
    { cwd: '/nowhere', keyPair: generateKeyPair() },
  );

describe('recordingsInit', () => {
  it('is nothing unless recording is on; then all particles, or one in so many', () => {
    const of = (recording: object) => recordingsInit(checkConfig({ noctiluca: { recording } }).settings);
    expect(of({})).toBeUndefined();
    expect(of({ one_in: 100 })).toBeUndefined();
    expect(of({ enabled: true })).toMatchObject({ oneIn: 1 });
    expect(of({ enabled: true, one_in: 100, max_memory: '1 MiB' })).toEqual({
      oneIn: 100,
      maxBytes: 2 ** 20,
    });
    expect(() => of({ enabled: true, one_in: 0 })).toThrow();
  });
});

describe('hostInit', () => {
  it('gives the rights of the management to the built-in identity', async () => {
    expect(hostInit(await resolve({}))).toMatchObject({ trustedPeerIds: [BUILTINS] });
  });

  it('turns effectors to be found by the CID of their module; dev mode is off unless enabled', async () => {
    const effectors = { any: { wasm_cid: 'bafy', allowed_binaries: { ls: '/bin/ls' } } };
    const off = hostInit(await resolve({ effectors }));
    expect(off.effectors).toEqual({ bafy: { ls: '/bin/ls' } });
    expect(off).not.toHaveProperty('devModeBinaries');
    const on = hostInit(await resolve({ dev_mode: { enable: 'true', binaries: { ipfs: '/opt/ipfs' } } }));
    expect(on.devModeBinaries).toEqual({ ipfs: '/opt/ipfs' });
  });

  it('keeps files where upstream does, unless told otherwise', async () => {
    expect(hostInit(await resolve({ base_dir: 'b', avm_base_dir: '/vaults' })).directories).toEqual({
      storage: '/nowhere/b/persistent/services/workdir',
      ephemeral: '/nowhere/b/ephemeral/services/workdir',
      vault: '/vaults/particles/vault',
    });
  });

  it('limits the memory of services only when told to', async () => {
    expect(hostInit(await resolve({}))).not.toHaveProperty('serviceMemoryLimitBytes');
    const init = hostInit(await resolve({ default_service_memory_limit: '1 GiB' }));
    expect(init.serviceMemoryLimitBytes).toBe(1024 ** 3);
  });
});

describe('quotas of hostInit', () => {
  it('bound the files of services as configured', async () => {
    const noctiluca = { service_storage_limit: '5 MiB', service_tmp_limit: '1 KiB' };
    expect(hostInit(await resolve({ noctiluca })).quotas).toEqual({
      storageBytes: 5 * 1024 ** 2,
      tmpBytes: 1024,
    });
  });
});

describe('networkInit and avmInit', () => {
  it('take times in milliseconds and sizes in bytes', async () => {
    const config = await resolve({
      bootstrap_frequency: '5',
      protocol_config: { upgrade_timeout: '3s' },
      avm_config: { air_size_limit: '1 KiB', hard_limit_enabled: true },
      noctiluca: { avm_deadline: '250ms' },
      aquavm_pool_size: '2',
    });
    expect(networkInit(config)).toMatchObject({
      bootstrap: { frequency: 5 },
      timeouts: { upgradeMs: 3000, sendMs: 6000 },
    });
    expect(avmInit(config.settings)).toMatchObject({
      threads: 2,
      deadlineMs: 250,
      limits: { airSizeBytes: 1024, hard: true },
    });
  });
});

describe('systemServicesInit and packagesSettings', () => {
  it.each([
    ['all', undefined],
    ['none', []],
    ['registry, trust-graph', ['registry', 'trust-graph']],
    [['registry'], ['registry']],
  ])('takes %j for enable', async (enable, wanted) => {
    const init = systemServicesInit(await resolve({ system_services: { enable } }));
    expect(init.enable).toEqual(wanted);
  });

  it('have the defaults of spec/nox.md §6.1, times in milliseconds', async () => {
    const config = await resolve({ system_services: { reconcile_period: '5m', fail_fast: 'true' } });
    expect(systemServicesInit(config)).toEqual({
      prune: true,
      failFast: true,
      callTimeoutMs: 60_000,
      retryDelayMs: 1000,
      maxRetryDelayMs: 60_000,
      reconcilePeriodMs: 300_000,
    });
    expect(packagesSettings(config)).toMatchObject({
      registry: {
        registryPeriodSec: 3600,
        expiredPeriodSec: 86_400,
        renewPeriodSec: 43_200,
        replicatePeriodSec: 3600,
        recordSignature: 'bound',
        clockSkewSec: 120,
      },
      trustGraph: {
        root: '12D3KooWNbZKaPWRZ8wgjGvrxdJFz9Fq5uVwkR6ERV1f74HhPdyB',
        maxChainLen: 5,
        certificates: [],
      },
    });
  });

  it('read certificates from the environment as JSON, and know whether IPFS is installed', async () => {
    const trust = { issued_for: 'a', expires_at: 2, signature: 's', sig_type: 'ed25519', issued_at: 1 };
    const certificates = JSON.stringify([{ chain: [trust] }]);
    const settings = {
      trust_graph: { certificates },
      aqua_ipfs: { ipfs_binary_path: 'no/such/program' },
    };
    const config = await resolve({ system_services: settings });
    expect(packagesSettings(config)).toMatchObject({
      trustGraph: { certificates: [{ chain: [trust] }] },
      aquaIpfs: { ipfsBinaryPath: '/nowhere/no/such/program', hasBinary: false },
    });
    expect(peerSettings(config)).toMatchObject({ prune: true, packages: { aquaIpfs: { hasBinary: false } } });
  });
});
