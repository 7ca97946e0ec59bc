import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/config/parse.js';

describe('checkConfig', () => {
  it('gives nox defaults for an empty configuration', () => {
    const { settings, warnings } = checkConfig({});
    expect(warnings).toEqual([]);
    expect(settings).toMatchObject({
      tcp_port: 977,
      max_established_per_peer: 5,
      network: 'dar',
      kademlia: { query_timeout: 3000, peer_fail_threshold: 3, ban_cooldown: 60_000 },
      noctiluca: { max_particle_ttl: 86_400_000, max_clock_ahead: 300_000 },
    });
  });

  it('takes part of a section and fills in the rest', () => {
    expect(checkConfig({ kademlia: { query_timeout: '5s' } }).settings.kademlia).toEqual({
      query_timeout: 5000,
      peer_fail_threshold: 3,
      ban_cooldown: 60_000,
    });
  });

  it('reads numbers, flags and lists as the environment writes them', () => {
    const { settings } = checkConfig({
      tcp_port: '7771',
      local: 'true',
      bootstrap_nodes: '/ip4/1.2.3.4/tcp/1, /ip4/1.2.3.4/tcp/2',
    });
    expect(settings).toMatchObject({
      tcp_port: 7771,
      local: true,
      bootstrap_nodes: ['/ip4/1.2.3.4/tcp/1', '/ip4/1.2.3.4/tcp/2'],
    });
  });

  it('warns about unknown keys at every level and goes on without them', () => {
    const { settings, warnings } = checkConfig({ tcp_port: 1, colour: 'red', kademlia: { shape: 'round' } });
    expect(settings.tcp_port).toBe(1);
    expect(warnings.join('\n')).toContain('"colour"');
    expect(warnings.join('\n')).toContain('"kademlia.shape"');
  });

  it.each([
    [{ tcp_prot: 1 }, '"tcp_port"'],
    [{ kademlia: { query_timout: '1s' } }, '"kademlia.query_timeout"'],
    [{ query_timeout: '1s' }, '"kademlia.query_timeout"'],
  ])('names the key that was likely meant by %j', (layer, meant) => {
    expect(checkConfig(layer).warnings).toEqual([expect.stringContaining(`did you mean ${meant}?`)]);
  });

  it('says once why a key of upstream has no effect, whatever its table holds', () => {
    const { warnings } = checkConfig({
      cpus_range: '1-8',
      services: { wasm_backend: { debug_info: true, max_wasm_stack: '2MB' } },
      vm: { network: { public_ip: '1.2.3.4' } },
      system_services: { decider: { decider_period_sec: '5', contract_block_hex: 'latest' } },
      avm_config: { aquavm_heap_size_limit: '1GB' },
    });
    expect(warnings.map((text) => /"(.*?)" has no effect here: ./.exec(text)?.[1])).toEqual([
      'cpus_range',
      'services',
      'vm',
      'system_services.decider.contract_block_hex',
      'avm_config.aquavm_heap_size_limit',
    ]);
  });

  it.each([
    [{ vm: { network: {} } }, 'vm.network.public_ip'],
    [{ system_services: { enable: 5 } }, 'system_services.enable'],
    [{ chain_config: { http_endpoint: 'x' } }, 'chain_config.wallet_key'],
    [{ transport: 'Memory' }, 'transport: only "Network" is served'],
    [{ root_key_pair: { format: 'secp256k1' } }, 'only "ed25519"'],
    [{ tcp_port: '' }, 'tcp_port'],
    [{ local: 1 }, 'local'],
    [{ socket_timeout: '100 days' }, 'too long'],
    [{ network: 'moon' }, 'hexadecimal'],
  ])('refuses %j', (layer, said) => {
    expect(() => checkConfig(layer)).toThrow(said);
  });

  it('spec/nox.md §9.2 no. 51, 52: needs no key of a section and no range of cores', () => {
    expect(
      checkConfig({ kademlia: {}, services: { wasm_backend: {} }, protocol_config: {} }).settings.kademlia,
    ).toMatchObject({ query_timeout: 3000 });
  });

  it('names every wrong key in one error', () => {
    const wrong = { tcp_port: 70_000, socket_timeout: 'soon', network: { custom: 'abc' } };
    expect(() => checkConfig(wrong)).toThrow(/tcp_port[\s\S]*network[\s\S]*socket_timeout/);
    expect(() => checkConfig(wrong)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
