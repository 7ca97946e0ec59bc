import { loadConfig } from '@noctiluca/node';

/** Configuration of a peer with all that one can have, a chain too; it is composed, and never started. */
export async function chainPeerConfig(folder) {
  const { config } = await loadConfig({
    arguments: {
      base_dir: folder,
      noctiluca: { log_level: 'silent' },
      chain_config: {
        http_endpoint: 'http://127.0.0.1:8545',
        diamond_contract_address: `0x${'00'.repeat(20)}`,
        network_id: 31_337,
        wallet_key: '01'.repeat(32),
      },
    },
  });
  return config;
}
