import type { ClientPeer } from '@noctiluca/client';
import { readLocalState } from '@noctiluca/local-network/control';
import { type Client, connect } from '../client/connect.js';
import { ownerKey } from '../client/default-key.js';
import { customRelay, resolveRelay, webSocketAddress } from '../client/relay.js';
import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import { type FluenceEnv, resolveEnv } from '../project/env.js';
import type { FluenceProject } from '../project/project.js';
import type { KnownHosts } from './hosts.js';
import type { HostScripts } from './target/host-scripts.js';

/** Flags of everything that talks to workers. */
export interface SessionFlags {
  readonly sk?: string;
  readonly relay?: string;
  readonly ttl: number;
  readonly dialTimeout: number;
  readonly env?: string;
}

/** Where workers are looked for. */
export interface Surroundings extends KnownHosts {
  readonly env: FluenceEnv;
}

/** A client with the key that owns the workers. */
export interface Session {
  readonly client: ClientPeer;
  /** A host by particles, through the client. */
  scripts(hostId: string): HostScripts;
  close(): Promise<void>;
}

/** A client that connects when it is first needed: it takes longer to start than to look at a local network. */
export interface LazySession {
  /** Peer id of the key that owns the workers. */
  readonly clientPeerId: string;
  /** Peer id of the relay it has, or would try first. */
  readonly relayPeerId: string;
  open(): Promise<Session>;
  close(): Promise<void>;
}

/** @throws CliError `BAD_ARGUMENT`, `PROJECT_INVALID` */
export async function surroundings(
  fluenceDir: string,
  project: FluenceProject,
  env: string | undefined,
): Promise<Surroundings> {
  const state = await readLocalState(fluenceDir);
  return { env: await resolveEnv(fluenceDir, env), peers: state?.peers ?? [], relays: project.relays };
}

/**
 * Will connect to `--relay`, or to the first peer of the environment that answers.
 * @throws CliError `NO_LOCAL_NETWORK`, `RELAY_UNKNOWN`, `KEY_UNKNOWN`; its `open` `RELAY_UNREACHABLE`
 */
export async function lazySession(
  context: CliContext,
  fluenceDir: string,
  project: FluenceProject,
  around: Surroundings,
  flags: SessionFlags,
): Promise<LazySession> {
  const key = await ownerKey(context, fluenceDir, flags.sk ?? project.defaultSecretKeyName);
  const relays =
    flags.relay === undefined ? relaysOf(around) : [await relayOf(fluenceDir, around, flags.relay)];
  let opening: Promise<Session> | undefined;
  const open = () => {
    opening ??= openSession(relays, { ...flags, seed: key.seed });
    return opening;
  };
  return {
    clientPeerId: key.peerId,
    relayPeerId: relays[0]!.slice(relays[0]!.lastIndexOf('/') + 1),
    open,
    close: async () => (await opening?.catch(() => undefined))?.close(),
  };
}

async function openSession(
  relays: readonly string[],
  flags: SessionFlags & { readonly seed: Uint8Array },
): Promise<Session> {
  const [client, { hostScripts }] = await Promise.all([
    connectToAny(relays, flags),
    import('./target/host-scripts.js'),
  ]);
  return {
    client: client.peer,
    scripts: (hostId) => hostScripts(client.peer, hostId, flags.ttl),
    close: () => client.close(),
  };
}

/** An address is one in every environment, a name is one of its environment's. */
function relayOf(
  fluenceDir: string,
  { env, relays }: Surroundings,
  wanted: string,
): Promise<string> | string {
  const isOfCustom = env === 'custom' && !wanted.startsWith('/');
  return isOfCustom ? customRelay(relays, wanted) : resolveRelay(fluenceDir, wanted);
}

function relaysOf({ env, peers, relays }: Surroundings): readonly string[] {
  const found = env === 'custom' ? relays : peers.map(webSocketAddress);
  if (found.length > 0) return found;
  if (env === 'custom') {
    const what = 'The environment "custom" has no relays: list them under customFluenceEnv in fluence.yaml';
    throw new CliError('RELAY_UNKNOWN', what);
  }
  throw new CliError(
    'NO_LOCAL_NETWORK',
    'No local network is up. Start one with "fluence local up", or name a --relay',
  );
}

async function connectToAny(
  relays: readonly string[],
  { seed, ttl, dialTimeout }: SessionFlags & { readonly seed: Uint8Array },
): Promise<Client> {
  let failure: unknown;
  for (const relay of relays) {
    try {
      return await connect({ relay, seed, ttlMs: ttl, dialTimeoutMs: dialTimeout });
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}
