import { generateKeyPair } from '@noctiluca/particle';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { chainSettings } from '../../src/config/inits.js';
import type { Layer } from '../../src/config/layers.js';
import { checkConfig } from '../../src/config/parse.js';
import { resolveConfig } from '../../src/config/resolve.js';
import { CLI_0_16_3_CONFIG } from '../utils/upstream-config.js';

const KEY = 'ab'.repeat(32);
const FACADE = '0xa85233C63b9Ee964Add6F2cffe00Fd84eb32338f';
const MARKET = '0x3Aa5ebB10DC797CAC828524e59A333d0A371443c';
const OF_0_28: Layer = {
  http_endpoint: 'http://127.0.0.1:8545',
  diamond_contract_address: FACADE,
  network_id: 31_337,
  wallet_key: KEY,
};

async function settingsOf(layer: Layer) {
  const { settings } = checkConfig(layer);
  return chainSettings(await resolveConfig(settings, { keyPair: generateKeyPair(), cwd: '/nowhere' }));
}

describe('the chain of a configuration', () => {
  it('is none unless one is configured', async () => {
    expect(await settingsOf({})).toBeUndefined();
  });

  it('is that of nox 0.28, and told by a WebSocket at its address', async () => {
    expect(
      await settingsOf({ chain_config: { ...OF_0_28, default_base_fee: 7, default_priority_fee: 0 } }),
    ).toEqual({
      ...{ httpUrl: 'http://127.0.0.1:8545', socketUrl: 'ws://127.0.0.1:8545', pingMs: undefined },
      ...{ chainId: 31_337, walletKey: `0x${KEY}`, facade: FACADE, market: undefined },
      ...{ baseFee: 7n, priorityFee: 0n },
    });
  });

  it('is told by another WebSocket where one is named', async () => {
    const listener = { ws_endpoint: 'wss://other/token', ws_ping_period: '3s' };
    const asked = settingsOf({ chain_config: OF_0_28, chain_listener_config: listener });
    expect(await asked).toMatchObject({ socketUrl: 'wss://other/token', pingMs: 3000 });
  });

  it('is that of a file of CLI 0.16.3, whose containers are this machine when that is said', async () => {
    const file = parse(CLI_0_16_3_CONFIG) as Layer;
    const chain = { chainId: 31_337, facade: undefined, market: MARKET, priorityFee: 0n };
    expect(await settingsOf(file)).toMatchObject({ ...chain, httpUrl: 'http://chain-rpc:8545' });
    const here = { ...file, noctiluca: { docker_hosts: true } };
    expect(await settingsOf(here)).toMatchObject({
      ...{ ...chain, httpUrl: 'http://127.0.0.1:8545', socketUrl: 'ws://127.0.0.1:8545' },
    });
    const { settings } = checkConfig(here);
    const config = await resolveConfig(settings, { keyPair: generateKeyPair(), cwd: '/nowhere' });
    const { aqua_ipfs: ipfs } = config.settings.system_services;
    expect(ipfs.local_api_multiaddr).toBe('/ip4/127.0.0.1/tcp/5001');
    expect(ipfs.external_api_multiaddr).toBe('/ip4/127.0.0.1/tcp/5001');
  });

  it('says of what such a file has and nobody needs that it has no effect', () => {
    const { warnings } = checkConfig(parse(CLI_0_16_3_CONFIG) as Layer);
    expect(warnings.map((text) => /"(.*?)"/.exec(text)?.[1])).toEqual(
      expect.arrayContaining(['chain_config.core_contract_address', 'chain_config.cc_contract_address']),
    );
    expect(warnings.join()).not.toContain(KEY);
  });

  it.each([
    [{ ...OF_0_28, wallet_key: 'SECRET' }, 'chain_config.wallet_key: write 64 hexadecimal digits'],
    [{ ...OF_0_28, http_endpoint: 'chain/SECRET' }, 'chain_config.http_endpoint: write an address of HTTP'],
    [{ ...OF_0_28, http_endpoint: 'ws://chain/SECRET' }, 'chain_config.http_endpoint'],
    [
      { ...OF_0_28, http_endpoint: 'http://me:SECRET@chain' },
      'chain_config.http_endpoint: an address with a name',
    ],
    [{ ...OF_0_28, diamond_contract_address: '0xSECRET' }, 'chain_config.diamond_contract_address'],
    [{ ...OF_0_28, diamond_contract_address: undefined }, 'chain_config: name the contract'],
    [{ ...OF_0_28, network_id: undefined }, 'chain_config.network_id'],
  ])('is refused, without a secret in the words: %#', (chain_config, said) => {
    const check = () => checkConfig({ chain_config });
    expect(check).toThrow(said);
    expect(check).not.toThrow('SECRET');
  });
});
