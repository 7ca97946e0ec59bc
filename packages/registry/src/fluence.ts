/**
 * The client by the names that the Fluence documentation of 2022 uses, `@fluencelabs/fluence`, over js-client 0.9: its
 * examples run when they import this instead.
 */
import { Fluence as Client, type ClientConfig, type RelayOptions } from '@noctiluca/client';

export { KeyPair } from '@noctiluca/client';

export interface FluenceStartOptions extends ClientConfig {
  /** A peer's address, or a peer as a list of the network has it. */
  readonly connectTo: RelayOptions;
}

/** What is known of the client that `start` made. */
export interface FluenceStatus {
  readonly isInitialized: boolean;
  readonly isConnected: boolean;
  readonly peerId: string | null;
  readonly relayPeerId: string | null;
}

const ABSENT: FluenceStatus = { isInitialized: false, isConnected: false, peerId: null, relayPeerId: null };

let isConnected = false;

export const Fluence = {
  /** Connects the client that compiled functions use unless they are given another. @throws what js-client throws */
  async start({ connectTo, ...config }: FluenceStartOptions): Promise<void> {
    await Client.connect(connectTo, config);
    isConnected = true;
  },

  async stop(): Promise<void> {
    isConnected = false;
    await Client.disconnect();
  },

  getStatus(): FluenceStatus {
    if (!isConnected) return ABSENT;
    const client = Client.getClient();
    return {
      isInitialized: true,
      isConnected: true,
      peerId: client.getPeerId(),
      relayPeerId: client.getRelayPeerId(),
    };
  },
};
