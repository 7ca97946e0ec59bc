import { type LocalPeer, readLocalState } from '@noctiluca/local-network/control';
import { readKeyFile } from '@noctiluca/node/keys';
import type { RemotePeer } from '@noctiluca/system-services/remote';
import { type Client, connect } from '../client/connect.js';
import { readNamedKey } from '../client/keys.js';
import { localPeers, resolveRelay, webSocketAddress } from '../client/relay.js';
import type { CliContext } from '../context.js';
import { CliError, errorCode } from '../errors.js';
import { fluenceDir } from '../project/fluence-dir.js';

/** Which peers a command is about, as its flags say it. */
export interface PeerFlags {
  readonly relay?: string;
  readonly peer?: string;
  readonly sk?: string;
}

/** A peer, how to reach it, and with which key. */
export interface SystemPeer {
  readonly name: string;
  readonly peerId: string;
  /** WebSocket multiaddr of a peer that leads to it. */
  readonly relay: string;
  /** What administers it; undefined: any key will do. */
  readonly seed?: Uint8Array;
  /** Address of its HTTP endpoints, of a peer of the local network. */
  readonly http?: string;
}

/** What came of one peer. */
export type PeerOutcome<T> = { readonly peer: string; readonly peerId: string } & (
  | { readonly result: T }
  | { readonly error: { readonly code: string; readonly message: string } }
);

/**
 * The peers of the local network, or the one that `--relay` and `--peer` name.
 * @param needsKey whether they will be changed or asked for what only their management may know
 * @throws CliError `NO_LOCAL_NETWORK`, `RELAY_UNKNOWN`, `PEER_UNKNOWN`, `KEY_UNKNOWN`, `BAD_ARGUMENT`
 */
export async function selectPeers(
  context: CliContext,
  flags: PeerFlags,
  needsKey: boolean,
): Promise<SystemPeer[]> {
  const dir = fluenceDir(context);
  const seed = flags.sk === undefined ? undefined : (await readNamedKey(dir, flags.sk)).seed;
  const seedOf = async (local: LocalPeer | undefined) =>
    seed ?? (local && needsKey ? (await readKeyFile(local.managementKeyFile)).seed : undefined);
  if (flags.relay === undefined) {
    const peers = matching(await localPeers(dir), flags.peer);
    return Promise.all(
      peers.map(async (peer) =>
        systemPeer(peer.name, peer.peerId, webSocketAddress(peer), await seedOf(peer), peer.http),
      ),
    );
  }
  const relay = await resolveRelay(dir, flags.relay);
  const peerId = flags.peer ?? relay.slice(relay.lastIndexOf('/') + 1);
  const known = (await readLocalState(dir))?.peers.find((each) => each.peerId === peerId);
  const key = await seedOf(known);
  if (key === undefined && needsKey) {
    throw new CliError(
      'BAD_ARGUMENT',
      `Only the management of ${peerId} may do this: name its key with --sk (see "fluence key new")`,
    );
  }
  return [systemPeer(known?.name ?? peerId, peerId, relay, key, known?.http)];
}

function systemPeer(
  name: string,
  peerId: string,
  relay: string,
  seed: Uint8Array | undefined,
  http: string | undefined,
): SystemPeer {
  return {
    ...{ name, peerId, relay },
    ...(seed === undefined ? {} : { seed }),
    ...(http === undefined ? {} : { http }),
  };
}

function matching(peers: readonly LocalPeer[], wanted: string | undefined): readonly LocalPeer[] {
  if (wanted === undefined) return peers;
  const found = peers.filter(({ name, peerId }, index) => [name, peerId, `local-${index}`].includes(wanted));
  if (found.length > 0) return found;
  const names = peers.map(({ name }) => name).join(', ');
  throw new CliError('PEER_UNKNOWN', `The local network has no peer ${wanted}; it has ${names}`);
}

/**
 * Runs some work on each peer, all at once. Peers with one key share a client, for each js-client starts an AquaVM of its
 * own. A failing peer leaves the others alone.
 */
export async function onPeers<T>(
  peers: readonly SystemPeer[],
  work: (remote: RemotePeer, peer: SystemPeer) => Promise<T>,
): Promise<PeerOutcome<T>[]> {
  const { remotePeer } = await import('@noctiluca/system-services/remote');
  const groups = new Map<string, SystemPeer[]>();
  for (const peer of peers) {
    const key = peer.seed === undefined ? '' : Buffer.from(peer.seed).toString('base64');
    groups.set(key, [...(groups.get(key) ?? []), peer]);
  }
  const outcomes = await Promise.all(
    [...groups.values()].map(async (group) => {
      let client: Client | undefined;
      try {
        const connected = await connectToAny(group);
        client = connected;
        return await Promise.all(
          group.map((peer) => outcomeOf(peer, () => work(remotePeer(connected.peer, peer.peerId), peer))),
        );
      } catch (error) {
        return await Promise.all(group.map((peer) => outcomeOf<T>(peer, () => Promise.reject(error))));
      } finally {
        await client?.close();
      }
    }),
  );
  const all = outcomes.flat();
  return peers.map(({ peerId }) => all.find((outcome) => outcome.peerId === peerId)!);
}

/** A client on the first of the relays that answers. */
async function connectToAny(peers: readonly SystemPeer[]): Promise<Client> {
  const failures: unknown[] = [];
  for (const { relay, seed } of peers) {
    try {
      return await connect({ relay, ...(seed === undefined ? {} : { seed }) });
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}

async function outcomeOf<T>(peer: SystemPeer, work: () => Promise<T>): Promise<PeerOutcome<T>> {
  const facts = { peer: peer.name, peerId: peer.peerId };
  try {
    return { ...facts, result: await work() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...facts, error: { code: errorCode(error), message } };
  }
}
