import type { DialProtocolOptions, Libp2p, PeerId } from '@libp2p/interface';
import { systemClock } from '@noctiluca/common/clock';
import { silentLogger } from '@noctiluca/lifecycle';
import {
  LINGER_MS,
  MAX_PARTICLE_STREAMS,
  MAX_PING_STREAMS,
  PING_INTERVAL_MS,
  PING_TIMEOUT_MS,
  SEND_TIMEOUT_MS,
  UPGRADE_TIMEOUT_MS,
} from '../constants.js';
import type { InboundQueue } from '../inbound/inbound-queue.js';
import type { Lanes } from '../libp2p/lanes.js';
import { createLibp2p, generateKeyPairFromSeed, identify, noise, ping, yamux } from '../libp2p/modules.js';
import { muxerInit } from '../libp2p/muxer-init.js';
import { batchingNoise } from '../libp2p/patches/batching-noise.js';
import { dialAfresh } from '../libp2p/patches/fresh-dials.js';
import { announceProtocolVersion } from '../libp2p/patches/identify-version.js';
import type { Internals } from '../libp2p/patches/internals.js';
import { laneYamux } from '../libp2p/patches/lane-muxer.js';
import { laneFitsYamux } from '../libp2p/patches/lane-self-test.js';
import { quietLogger } from '../libp2p/quiet-logger.js';
import type { ClientLibp2pInit } from './client-init.js';
import { clientTransports } from './transports.js';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

export type ClientLibp2p = Libp2p<{ ping: Ping }>;

/** What is used of libp2p's ping, whose package is in our bundle and not installed. */
interface Ping {
  /** @returns milliseconds */
  ping(peer: PeerId, options: DialProtocolOptions): Promise<number>;
}

/** Libp2p of a client, not started: it dials, listens on nothing, and keeps no routing table. */
export async function buildClientLibp2p(
  { keyPair, agent }: ClientLibp2pInit,
  inboundQueue: InboundQueue,
  lanes: Lanes,
  internals: Internals,
): Promise<ClientLibp2p> {
  const isFast = internals.found('muxer-input', laneFitsYamux(muxerInit));
  return createLibp2p({
    start: false,
    privateKey: await generateKeyPairFromSeed('Ed25519', keyPair.seed),
    nodeInfo: { ...agent, userAgent: `${agent.name}/${agent.version}` },
    logger: quietLogger(silentLogger),
    transports: clientTransports(),
    connectionEncrypters: [isFast ? batchingNoise(internals) : noise()],
    streamMuxers: [
      isFast
        ? laneYamux(muxerInit, laneLimits, { lanes, inboundQueue, clock: systemClock })
        : yamux(muxerInit),
    ],
    connectionManager: {
      // Whoever dials says how long that may take, and when to dial again.
      dialTimeout: LONGEST_TIMER_MS,
      addressDialTimeout: LONGEST_TIMER_MS,
      outboundStreamProtocolNegotiationTimeout: UPGRADE_TIMEOUT_MS,
      inboundStreamProtocolNegotiationTimeout: UPGRADE_TIMEOUT_MS,
      reconnectRetries: 0,
    },
    connectionMonitor: { pingInterval: PING_INTERVAL_MS, pingTimeout: { minTimeout: PING_TIMEOUT_MS } },
    connectionGater: { denyDialMultiaddr: () => false },
    services: {
      identify: (all: Parameters<ReturnType<typeof identify>>[0]) =>
        announceProtocolVersion(identify()(all), internals),
      ping: ping({ maxInboundStreams: MAX_PING_STREAMS, maxOutboundStreams: MAX_PING_STREAMS }),
      afresh: ({ connectionManager }: { connectionManager: object }) =>
        dialAfresh(connectionManager, internals),
    },
  });
}

const laneLimits = {
  streams: MAX_PARTICLE_STREAMS,
  upgradeMs: UPGRADE_TIMEOUT_MS,
  sendMs: SEND_TIMEOUT_MS,
  lingerMs: LINGER_MS,
};
