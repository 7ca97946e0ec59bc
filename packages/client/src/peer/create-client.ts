import { fromOpts } from '../keys/key-pair.js';
import { type RelayOptions, relayAddress } from '../relay/relay-address.js';
import { ClientPeer } from './client-peer.js';
import { type ClientConfig, checkConfig, DEFAULT_TTL_MS } from './config.js';
import type { RuntimeOptions } from './runtime-options.js';

/**
 * Makes a client and connects it.
 * @param relay multiaddr of ws, wss or tcp with the relay's peer id; several for another to take the place of one that is lost, none for calls that stay in the client
 * @throws ClientError `BAD_OPTIONS`; what the dial of the first relay ended with when none answers
 */
export async function createClient(
  relay: RelayOptions | readonly RelayOptions[],
  config: ClientConfig = {},
  runtime: RuntimeOptions = {},
): Promise<ClientPeer> {
  const relays = (Array.isArray(relay) ? relay : [relay]) as readonly RelayOptions[];
  for (const each of relays) relayAddress(each);
  checkConfig(config);
  const keyPair = await fromOpts(config.keyPair ?? { type: 'Ed25519', source: 'random' });
  const peerConfig = {
    debug: { printParticleId: config.debug?.printParticleId ?? false },
    defaultTtlMs: config.defaultTtlMs ?? DEFAULT_TTL_MS,
    maxTtlMs: config.maxTtlMs,
  };
  const { dialTimeoutMs } = config.connectionOptions ?? {};
  const client = new ClientPeer(peerConfig, { relayAddress: relays, dialTimeoutMs }, keyPair, runtime);
  await client.connect();
  return client;
}
