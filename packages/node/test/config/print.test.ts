import { generateKeyPair } from '@noctiluca/particle';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/config/parse.js';
import { printConfig } from '../../src/config/print.js';
import { resolveConfig } from '../../src/config/resolve.js';

const MANAGEMENT = '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';
const SEED = 'IsNuLli8JPrUdOaW713lRur9kOY2pLSGn1ri3z0ApMk=';

async function print(layer: Record<string, unknown>): Promise<string> {
  const { settings } = checkConfig({
    management_peer_id: MANAGEMENT,
    builtins_key_pair: { secret_key: SEED },
    ...layer,
  });
  return printConfig(await resolveConfig(settings, { cwd: '/nowhere', keyPair: generateKeyPair() }));
}

describe('printConfig', () => {
  it('writes what reads back as the same settings', async () => {
    const layer = {
      socket_timeout: '1m 30s',
      connection_idle_timeout: '1500ms',
      avm_config: { air_size_limit: '1000', particle_size_limit: '3 MiB' },
      kademlia: { query_timeout: 7 },
      bootstrap_nodes: ['/ip4/1.2.3.4/tcp/1'],
      network: { custom: 'ab'.repeat(32) },
      effectors: { mine: { wasm_cid: 'bafy', allowed_binaries: { ls: '/bin/ls' } } },
      dev_mode: { enable: true },
    };
    const text = await print(layer);
    const again = checkConfig(parse(text)).settings;
    const { settings } = checkConfig(layer);
    for (const key of [
      'socket_timeout',
      'connection_idle_timeout',
      'avm_config',
      'kademlia',
      'bootstrap_nodes',
      'network',
      'effectors',
      'dev_mode',
      'noctiluca',
      'protocol_config',
      'tracing',
    ] as const) {
      expect(again[key]).toEqual(settings[key]);
    }
    expect(again.base_dir).toBe('/nowhere/.fluence/v1');
    expect(again.management_peer_id).toBe(MANAGEMENT);
  });

  const WALLET = '5e'.repeat(32);

  it('spec/nox.md §9.2 no. 48: shows no secret', async () => {
    const text = await print({
      root_key_pair: { value: 'SECRET-1', secret_key: 'SECRET-2' },
      services_envs: { token: 'SECRET-3' },
      chain_config: {
        http_endpoint: 'https://host/SECRET-4',
        diamond_contract_address: `0x${'0'.repeat(40)}`,
        network_id: 1,
        wallet_key: WALLET,
      },
      chain_listener_config: { ws_endpoint: 'wss://host/SECRET-6' },
      tracing: { type: 'otlp', endpoint: 'https://user:SECRET-7@collector:4318/' },
      noctiluca: { http_token: 'SECRET-8-of-sixteen' },
    });
    expect(text).not.toMatch(/SECRET|user:/);
    expect(text).not.toContain(WALLET);
    expect(text).not.toContain(SEED);
    expect(text).toContain('token = "***"');
    expect(text).toContain('endpoint = "https://***@collector:4318/"');
  });
});
