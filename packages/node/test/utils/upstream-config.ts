/**
 * What CLI 0.16.3 writes for a peer of its local network, as far as it is about a chain and its packages (spec/deals.md §6): the
 * same keys, with a key of nobody.
 */
export const CLI_0_16_3_CONFIG = `
aquavm_pool_size = 2
tcp_port = 7771
websocket_port = 9991
http_port = 18080
cpus_range = "1-1"
system_cpu_count = 1
allow_local_addresses = true

[effectors.curl]
wasm_cid = "bafkreids22lgia5bqs63uigw4mqwhsoxvtnkpfqxqy5uwyyerrldsr32ce"
allowed_binaries = { curl = "/usr/bin/curl" }

[system_services]
enable = ["registry", "decider"]

[system_services.aqua_ipfs]
external_api_multiaddr = "/dns4/ipfs/tcp/5001"
local_api_multiaddr = "/dns4/ipfs/tcp/5001"

[system_services.decider]
decider_period_sec = 60
worker_ipfs_multiaddr = "/dns4/ipfs/tcp/5001"
network_api_endpoint = "http://chain-rpc:8545"
matcher_address = "0x3Aa5ebB10DC797CAC828524e59A333d0A371443c"
wallet_key = "0x${'ab'.repeat(32)}"
start_block = "earliest"
network_id = 31337

[chain_config]
http_endpoint = "http://chain-rpc:8545"
core_contract_address = "0x0B306BF915C4d645ff596e518fAf3F9669b97016"
cc_contract_address = "0xc6e7DF5E7b4f2A278906862b61205850344D4e7d"
market_contract_address = "0x3Aa5ebB10DC797CAC828524e59A333d0A371443c"
network_id = 31337
wallet_key = "0x${'ab'.repeat(32)}"
default_priority_fee = 0

[chain_listener_config]
ws_endpoint = "ws://chain-rpc:8545"
`;
