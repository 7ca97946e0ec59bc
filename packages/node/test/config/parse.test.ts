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

  it('names every wrong key in one error', () => {
    const wrong = { tcp_port: 70_000, socket_timeout: 'soon', network: { custom: 'abc' } };
    expect(() => checkConfig(wrong)).toThrow(/tcp_port[\s\S]*socket_timeout[\s\S]*network/);
    expect(() => checkConfig(wrong)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
