import { describe, expect, it } from 'vitest';
import {
  environmentLayer,
  environmentWarnings,
  formerEnvironmentLayer,
  mergeLayers,
} from '../../src/config/layers.js';
import { configSchema } from '../../src/config/schema.js';
import { keysOf } from '../../src/config/schema-fields.js';

describe('mergeLayers', () => {
  it('lets later layers win key by key and merges tables', () => {
    const merged = mergeLayers([{ a: 1, t: { x: 1, y: 1 } }, { t: { y: 2 } }, { a: 3 }]);
    expect(merged).toEqual({ a: 3, t: { x: 1, y: 2 } });
  });

  it('replaces lists as a whole', () => {
    expect(mergeLayers([{ l: ['a', 'b'] }, { l: ['c'] }])).toEqual({ l: ['c'] });
  });

  it('leaves its inputs as they were', () => {
    const base = { t: { x: 1 } };
    mergeLayers([base, { t: { x: 2 } }]);
    expect(base).toEqual({ t: { x: 1 } });
  });

  it('does not touch the prototype of objects', () => {
    mergeLayers([JSON.parse('{"__proto__": {"polluted": true}}') as Record<string, unknown>]);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('environmentLayer', () => {
  it('reads FLUENCE_ names with levels', () => {
    const env = { FLUENCE_TCP_PORT: '7', FLUENCE_KADEMLIA__QUERY_TIMEOUT: '5s', HOME: '/tmp' };
    expect(environmentLayer(env)).toEqual({ tcp_port: '7', kademlia: { query_timeout: '5s' } });
  });

  it('leaves out names that mean something else', () => {
    const env = {
      FLUENCE_CONFIG: 'x',
      FLUENCE_ENV: 'local',
      FLUENCE_USER_DIR: 'y',
      FLUENCE_ENV_AQUA_IPFS_LOCAL_API_MULTIADDR: 'z',
    };
    expect(environmentLayer(env)).toEqual({});
  });

  it('reaches every key of the configuration, however deep', () => {
    for (const { path } of keysOf(configSchema)) {
      const name = `FLUENCE_${path.join('__').toUpperCase()}`;
      const nested = path.reduceRight<unknown>((value, key) => ({ [key]: value }), 'x');
      expect(environmentLayer({ [name]: 'x' })).toEqual(nested);
    }
  });

  it('takes the log level of RUST_LOG unless a key gives one', () => {
    expect(environmentLayer({ RUST_LOG: 'debug' })).toEqual({ noctiluca: { log_level: 'debug' } });
    expect(environmentLayer({ FLUENCE_NOCTILUCA__LOG_LEVEL: 'warn', RUST_LOG: 'debug' })).toEqual({
      noctiluca: { log_level: 'warn' },
    });
    expect(environmentLayer({ RUST_LOG: 'info,libp2p=trace' })).toEqual({});
  });
});

describe('environmentWarnings', () => {
  it('tells of variables that have no effect', () => {
    const warnings = environmentWarnings({
      RUST_LOG: 'info,libp2p=trace',
      FLUENCE_LOG_FORMAT: 'logfmt',
      FLUENCE_ENV_CONNECTOR_WALLET_KEY: 'z',
      FLUENCE_ENV_AQUA_IPFS_LOCAL_API_MULTIADDR: 'z',
      FLUENCE_ENV: 'local',
      FLUENCE_TCP_PORT: '7',
    });
    expect(warnings.map((text) => text.split(' ')[0])).toEqual([
      'RUST_LOG',
      'FLUENCE_LOG_FORMAT',
      'FLUENCE_ENV_CONNECTOR_WALLET_KEY',
    ]);
    expect(environmentWarnings({ RUST_LOG: 'info' })).toEqual([]);
  });
});

describe("upstream's variables of June 2023 (spec/nox.md §6.4)", () => {
  it.each([
    ['FLUENCE_ENV_AQUA_IPFS_EXTERNAL_API_MULTIADDR', ['aqua_ipfs', 'external_api_multiaddr']],
    ['FLUENCE_ENV_AQUA_IPFS_LOCAL_API_MULTIADDR', ['aqua_ipfs', 'local_api_multiaddr']],
    ['FLUENCE_ENV_CONNECTOR_API_ENDPOINT', ['decider', 'network_api_endpoint']],
    ['FLUENCE_ENV_CONNECTOR_CONTRACT_ADDRESS', ['decider', 'contract_address_hex']],
    ['FLUENCE_ENV_CONNECTOR_FROM_BLOCK', ['decider', 'contract_block_hex']],
  ])('%s sets system_services.%j', (name, [section, key]) => {
    expect(formerEnvironmentLayer({ [name]: 'x' }, {})).toEqual({
      system_services: { [section!]: { [key!]: 'x' } },
    });
  });

  it.each([
    ['true', ['registry'], ['registry', 'decider']],
    ['true', ['decider', 'registry'], ['registry', 'decider']],
    ['false', ['decider', 'registry'], ['registry']],
    ['yes', ['registry'], undefined],
  ])('FLUENCE_ENV_CONNECTOR_JOIN_ALL_DEALS=%s turns %j into %j', (value, enable, wanted) => {
    const layer = formerEnvironmentLayer(
      { FLUENCE_ENV_CONNECTOR_JOIN_ALL_DEALS: value },
      { system_services: { enable } },
    );
    expect(layer).toEqual(wanted === undefined ? {} : { system_services: { enable: wanted } });
  });
});
