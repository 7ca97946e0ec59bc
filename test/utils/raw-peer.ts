import '@noctiluca/network/polyfill';
import { identify } from '@libp2p/identify';
import { noise } from '@libp2p/noise';
import { tcp } from '@libp2p/tcp';
import { yamux } from '@libp2p/yamux';
import { multiaddr } from '@multiformats/multiaddr';
import { PARTICLE_PROTOCOL } from '@noctiluca/particle';
import { createLibp2p } from 'libp2p';

/** A libp2p peer that writes whatever bytes it likes on particle streams. */
export interface RawPeer {
  readonly peerId: string;
  /** Opens a particle stream, writes the bytes and closes its side. */
  write(bytes: Uint8Array): Promise<void>;
  /** Connections that stand. */
  readonly connections: number;
  stop(): Promise<void>;
}

export async function startRawPeer(address: string): Promise<RawPeer> {
  const libp2p = await createLibp2p({
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    services: { identify: identify() },
  });
  // Peers send away whoever doesn't speak the protocol.
  await libp2p.handle(PARTICLE_PROTOCOL, (stream) => void stream.close());
  const target = multiaddr(address);
  await libp2p.dial(target);
  return {
    peerId: libp2p.peerId.toString(),
    async write(bytes) {
      const stream = await libp2p.dialProtocol(target, PARTICLE_PROTOCOL);
      stream.send(bytes);
      // The other side may reset the stream as soon as it has seen enough.
      await stream.close().catch(() => {});
    },
    get connections() {
      return libp2p.getConnections().length;
    },
    stop: async () => libp2p.stop(),
  };
}
