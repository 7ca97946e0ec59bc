import { PEER_ASK_MS } from '../constants.js';
import type { LocalChainState, LocalPeer } from '../state/local-state.js';

/** What the page shows: a network of this machine. */
export interface ShownNetwork {
  /** Folder of its project. */
  readonly name: string;
  readonly startedAt: string;
  readonly peers: readonly LocalPeer[];
  readonly ipfs: string;
  readonly chain: LocalChainState | undefined;
}

/** `/api/network`: nothing in it is secret. */
export interface NetworkFacts extends Pick<ShownNetwork, 'name' | 'startedAt' | 'ipfs'> {
  readonly pid: number;
  readonly peers: readonly (Pick<LocalPeer, 'name' | 'peerId' | 'multiaddrs' | 'http'> & {
    readonly state: 'up' | 'down';
    /** Path below which its endpoints are. */
    readonly base: string;
  })[];
  readonly chain: LocalChainState | null;
  /** Whether `/api/call` is there. */
  readonly calls: true;
}

export async function networkFacts({
  name,
  startedAt,
  peers,
  ipfs,
  chain,
}: ShownNetwork): Promise<NetworkFacts> {
  const shown = await Promise.all(
    peers.map(async (peer) => ({
      ...{ name: peer.name, peerId: peer.peerId, multiaddrs: peer.multiaddrs, http: peer.http },
      state: (await answers(peer)) ? ('up' as const) : ('down' as const),
      base: `/peers/${peer.name}`,
    })),
  );
  return { name, startedAt, pid: process.pid, peers: shown, ipfs, chain: chain ?? null, calls: true };
}

async function answers({ http }: LocalPeer): Promise<boolean> {
  try {
    const response = await fetch(`${http}/peer_id`, { signal: AbortSignal.timeout(PEER_ASK_MS) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
