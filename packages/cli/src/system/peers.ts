import { messageOf } from '@noctiluca/common/thrown';
import { readLocalState } from '@noctiluca/local-network/control';
import { readKeyFile } from '@noctiluca/node/keys';
import type { RemotePeer } from '@noctiluca/system-services/remote';
import { type Client, connect } from '../client/connect.js';
import { customRelays } from '../client/env-addresses.js';
import { calledSo, customEnvPeers, type EnvPeer, localEnvPeers, namesOf } from '../client/env-peers.js';
import { readNamedKey } from '../client/keys.js';
import { customRelay, localPeers, resolveRelay, webSocketAddress } from '../client/relay.js';
import type { CliContext } from '../context.js';
import { CliError, errorCode } from '../errors.js';
import { type FluenceEnv, resolveEnv } from '../project/env.js';
import { findProjectFile } from '../project/find-project.js';
import { fluenceDir } from '../project/fluence-dir.js';
import { loadProject } from '../project/fluence-yaml.js';

/** Which peers a command is about, as its flags say it. */
export interface PeerFlags {
  readonly env?: string;
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
 * The peers of the environment, or the one that `--relay` and `--peer` name.
 * @param needsKey whether they will be changed or asked for what only their management may know
 * @throws CliError `NO_LOCAL_NETWORK`, `RELAY_UNKNOWN`, `PEER_UNKNOWN`, `KEY_UNKNOWN`, `BAD_ARGUMENT`, `NO_PROJECT`
 */
export async function selectPeers(
  context: CliContext,
  flags: PeerFlags,
  needsKey: boolean,
): Promise<SystemPeer[]> {
  const dir = fluenceDir(context);
  const seed = flags.sk === undefined ? undefined : (await readNamedKey(dir, flags.sk)).seed;
  const complete = async ({ name, peerId, local }: EnvPeer, relay: string): Promise<SystemPeer> => {
    const own = local && needsKey ? (await readKeyFile(local.managementKeyFile)).seed : undefined;
    const key = seed ?? own;
    if (key === undefined && needsKey) throw noKey(peerId);
    return systemPeer(name, peerId, relay, key, local?.http);
  };
  const env = await resolveEnv(dir, flags.env);
  const relays = env === 'custom' ? await relaysOfProject(context, flags.relay) : [];
  if (flags.relay === undefined) {
    const known = env === 'custom' ? customEnvPeers(relays) : localEnvPeers(await localPeers(dir));
    const addressOf = ({ local, address = '' }: EnvPeer) => (local ? webSocketAddress(local) : address);
    return Promise.all(matching(env, known, flags.peer).map((peer) => complete(peer, addressOf(peer))));
  }
  const isOfCustom = env === 'custom' && !flags.relay.startsWith('/');
  const relay = isOfCustom ? customRelay(relays, flags.relay) : await resolveRelay(dir, flags.relay);
  const peerId = relay.slice(relay.lastIndexOf('/') + 1);
  const local = localEnvPeers((await readLocalState(dir))?.peers ?? []);
  const wanted = flags.peer ?? peerId;
  const stranger = { name: wanted, alias: wanted, peerId: wanted };
  return [await complete(calledSo([...local, ...customEnvPeers(relays)], wanted) ?? stranger, relay)];
}

const noKey = (peerId: string) =>
  new CliError(
    'BAD_ARGUMENT',
    `Only the management of ${peerId} may do this: name its key with --sk (see "fluence key new")`,
  );

/** @throws CliError `NO_PROJECT`, `RELAY_UNKNOWN` when they are needed and not there */
async function relaysOfProject(context: CliContext, relay: string | undefined): Promise<readonly string[]> {
  const isProject = findProjectFile(context.cwd) !== undefined;
  const project = isProject ? (await loadProject(context.cwd)).project : undefined;
  return relay?.startsWith('/') ? (project?.relays ?? []) : customRelays(project);
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

function matching(
  env: FluenceEnv,
  peers: readonly EnvPeer[],
  wanted: string | undefined,
): readonly EnvPeer[] {
  if (wanted === undefined) return peers;
  const found = calledSo(peers, wanted);
  if (found !== undefined) return [found];
  const where = env === 'local' ? 'The local network' : 'The environment "custom"';
  throw new CliError('PEER_UNKNOWN', `${where} has no peer ${wanted}; it has ${namesOf(peers)}`);
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
    const message = messageOf(error);
    return { ...facts, error: { code: errorCode(error), message } };
  }
}
