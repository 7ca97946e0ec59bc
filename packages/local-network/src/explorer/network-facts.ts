import { z } from 'zod';
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
export const networkSchema = z.strictObject({
  name: z.string().meta({ description: 'Folder of its project.' }),
  startedAt: z.string().meta({ description: 'ISO 8601.' }),
  pid: z.int(),
  peers: z.array(
    z.strictObject({
      name: z.string(),
      peerId: z.string(),
      multiaddrs: z.array(z.string()),
      http: z.string().meta({ description: 'Its own address.' }),
      state: z.enum(['up', 'down']),
      base: z.string().meta({ description: 'Path below which its endpoints are.' }),
    }),
  ),
  ipfs: z.string().meta({ description: 'RPC, a multiaddr.' }),
  chain: z.strictObject({ rpc: z.string(), indexer: z.string(), chainId: z.int() }).nullable(),
  calls: z.literal(true).meta({ description: 'Whether there is `/api/call`.' }),
});

export type NetworkFacts = z.output<typeof networkSchema>;

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
