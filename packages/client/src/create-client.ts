import { type ClientConfig, ClientPeer, Fluence, fromOpts, type RelayOptions } from '@fluencelabs/js-client';
import { type AvmPoolInit, createAvmPool } from '@noctiluca/avm';
import { createServiceRunner, type ServiceRunnerInit } from '@noctiluca/marine';
import { NoctilucaMarineHost } from './marine-host.js';

type RelayConfig = ConstructorParameters<typeof ClientPeer>[1];

const DEFAULT_TTL_MS = 7000;
const DEFAULT_STREAMS = 1024;

/** How the client runs AquaVM and Marine services. */
export interface RuntimeOptions {
  /** @default one thread, 5 s for an invocation */
  readonly avm?: AvmPoolInit;
  /** @default two threads at most, made for the first service */
  readonly services?: ServiceRunnerInit;
}

/**
 * `createClient` of js-client 0.9: the same arguments, the same class, connected. AquaVM and `registerMarineService` run on
 * this runtime; `CDNUrl` has no meaning, as nothing is loaded from there. A dial timeout that is given holds.
 * @param relay WebSocket multiaddr with the relay's peer id
 * @throws what js-client throws: an address without peer id, a relay that does not answer
 */
export async function createClient(
  relay: RelayOptions,
  config: ClientConfig = {},
  { avm = {}, services = {} }: RuntimeOptions = {},
): Promise<ClientPeer> {
  const keyPair = await fromOpts(config.keyPair ?? { type: 'Ed25519', source: 'random' });
  const host = new NoctilucaMarineHost({
    avm: createAvmPool({ threads: 1, ...avm }),
    runner: createServiceRunner(services),
  });
  const { connectionOptions: { dialTimeoutMs, ...streams } = {} } = config;
  const relayConfig: RelayConfig = {
    peerId: keyPair.getLibp2pPeerId(),
    // It makes a multiaddr of it, with the version that its libp2p needs.
    relayAddress: (typeof relay === 'string'
      ? relay
      : relay.multiaddr) as unknown as RelayConfig['relayAddress'],
    maxInboundStreams: streams.maxInboundStreams ?? DEFAULT_STREAMS,
    maxOutboundStreams: streams.maxOutboundStreams ?? DEFAULT_STREAMS,
    ...(dialTimeoutMs === undefined ? {} : { dialTimeoutMs }),
  };
  const peerConfig = {
    debug: { printParticleId: config.debug?.printParticleId ?? false },
    defaultTtlMs: config.defaultTtlMs ?? DEFAULT_TTL_MS,
  };
  const client = new ClientPeer(peerConfig, relayConfig, keyPair, host);
  try {
    await client.connect();
    return client;
  } catch (error) {
    // Its threads would keep the process. Why it could not connect matters more than why it could not end well.
    await client.disconnect().catch(() => host.stop());
    throw error;
  }
}

/**
 * `Fluence.connect` of js-client on this runtime: generated functions that are given no client use it, and
 * `Fluence.disconnect()` ends it.
 * @throws as {@link createClient}
 */
export async function connect(
  relay: RelayOptions,
  config?: ClientConfig,
  runtime?: RuntimeOptions,
): Promise<void> {
  Fluence.defaultClient = await createClient(relay, config, runtime);
}
