import path from 'node:path';
import { createAvmPool } from '@noctiluca/avm';
import { hasCode, messageOf } from '@noctiluca/common/thrown';
import { ipfsProgram } from '@noctiluca/ipfs';
import type { NodeService } from '@noctiluca/lifecycle';
import { avmInit, checkConfig, mergeLayers, type NodeParts } from '@noctiluca/node';
import { parseKey } from '@noctiluca/particle';
import { createNetworkChain } from '../chain/network-chain.js';
import { DEFAULT_TERMS, type ProviderTerms } from '../chain/provider-terms.js';
import { createLocalSubnets } from '../deals/local-subnets.js';
import { LocalNetworkError } from '../errors.js';
import type { PeerSpec } from '../peer/peer-spec.js';
import { type RunningPeer, startPeerApart, startPeerHere } from '../peer/running-peer.js';
import { startSupervised } from '../peer/supervised-peer.js';
import type { LocalChainState, LocalPeer } from '../state/local-state.js';
import { managementKey } from '../state/management-key.js';
import { localPaths, peerName } from '../state/paths.js';
import { peerSeed } from '../state/peer-seeds.js';
import {
  DEFAULT_PEER_COUNT,
  FIRST_HTTP_PORT,
  FIRST_TCP_PORT,
  FIRST_WS_PORT,
  MAX_PEER_COUNT,
} from '../state/well-known-peers.js';
import { waitForDiscovery } from './discovery-wait.js';
import { createLocalIpfs } from './local-ipfs.js';
import { type OnNetworkStep, stepOf } from './network-step.js';
import { isPortTaken, type PortHolder, portsTaken } from './ports-taken.js';
import { runSequentially } from './run-sequentially.js';
import { withChain } from './with-chain.js';

export interface LocalNetworkInit {
  /** The project's `.fluence` folder, absolute. */
  readonly fluenceDir: string;
  /** How many peers, 1 to 64. @default 3 */
  readonly peers?: number;
  /** Take free ports instead of the well-known ones. @default false */
  readonly freePorts?: boolean;
  /** A process for each peer instead of one for all. @default false */
  readonly isolate?: boolean;
  /** Whether an isolated peer whose process ends is started again. @default true */
  readonly restart?: boolean;
  /** RPC of an IPFS daemon of the user, a multiaddr. @default one of the network's own, under `.fluence/ipfs` */
  readonly ipfs?: string;
  /** A chain for deals, by the optional package `@noctiluca/chain`. @default none */
  readonly chain?: ChainWish;
  /** Settings for every peer, in the names of the peer's configuration file. @default {} */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface ChainWish {
  /** Whether it is an error when the package is not installed, or has nothing for this platform. */
  readonly required: boolean;
  /** @default one offer of all peers */
  readonly terms?: ProviderTerms;
}

export interface LocalNetworkComponents {
  /** Told when the chain is another one than it was: lost, or up again. @default nobody */
  readonly onChange?: () => void;
  /** Told what comes up while the network starts. @default nobody */
  readonly onStep?: OnNetworkStep;
}

/** Peers on this machine, on loopback only, joined to one network. */
export interface LocalNetwork extends NodeService {
  /** What runs; empty before start. */
  readonly peers: readonly LocalPeer[];
  /** RPC of the network's IPFS, a multiaddr; empty before start. */
  readonly ipfs: string;
  /** Nothing before start, and when there is none. */
  readonly chain: LocalChainState | undefined;
}

/**
 * @throws LocalNetworkError `BAD_PEER_COUNT`; at start `PEER_FAILED` with the peer and the cause, `PORTS_TAKEN` with who has
 * them, `NO_CHAIN`, `CHAIN_FAILED`
 */
export function createLocalNetwork(
  init: LocalNetworkInit,
  { onChange, onStep = () => {} }: LocalNetworkComponents = {},
): LocalNetwork {
  const count = init.peers ?? DEFAULT_PEER_COUNT;
  if (!Number.isInteger(count) || count < 1 || count > MAX_PEER_COUNT) {
    throw new LocalNetworkError(
      'BAD_PEER_COUNT',
      `A local network has 1 to ${MAX_PEER_COUNT} peers, not ${count}`,
    );
  }
  let running: RunningPeer[] = [];
  // One pool for all peers of the process: AquaVM instances are the dear part of an idle peer.
  const avm = init.isolate ? undefined : createAvmPool(avmInit(checkConfig(init.settings ?? {}).settings));

  const subnets = createLocalSubnets(() => running);
  const ipfs = createLocalIpfs({
    fluenceDir: init.fluenceDir,
    freePorts: init.freePorts ?? false,
    ...(init.ipfs === undefined ? {} : { api: init.ipfs }),
  });

  const places = [import.meta.url, path.join(path.dirname(init.fluenceDir), 'package.json')];
  const terms = init.chain?.terms ?? DEFAULT_TERMS;
  const chain =
    init.chain &&
    createNetworkChain(
      {
        dir: localPaths(init.fluenceDir).chain,
        freePorts: init.freePorts ?? false,
        ...{ places, terms },
      },
      onChange === undefined ? {} : { onChange },
    );

  /** With the chain, and the account that it has there. */
  const onChain = async (specs: readonly PeerSpec[]): Promise<readonly PeerSpec[]> => {
    const access = await chain?.access;
    return access === undefined ? specs : specs.map((spec) => withChain(spec, access, { places, terms }));
  };

  // Once one of its peers runs, its project's ports are its own.
  const isOwn = ({ project, pid }: PortHolder) =>
    pid === process.pid || (running.length > 0 && project === path.dirname(init.fluenceDir));

  const startApart = (spec: PeerSpec, signal: AbortSignal): Promise<RunningPeer> => {
    const start = (its: PeerSpec) => startPeerApart(its, signal, subnets);
    if (init.restart === false) return start(spec);
    return startSupervised(spec, { start, report: (sentence) => console.error(sentence) });
  };

  const startPeer = (spec: PeerSpec, signal: AbortSignal) =>
    stepOf(onStep, spec.name, () => startOne(spec, signal));

  const startOne = async (spec: PeerSpec, signal: AbortSignal) => {
    try {
      return avm
        ? await startPeerHere(spec, signal, { replace: { avm: borrowed(avm) }, subnets })
        : await startApart(spec, signal);
    } catch (cause) {
      if (!init.freePorts && isPortTaken(cause)) throw await portsTaken(count, isOwn, cause);
      const reason = `Peer ${spec.name} did not start: ${messageOf(cause)}${adviceOn(cause)}`;
      throw new LocalNetworkError('PEER_FAILED', reason, { cause });
    }
  };

  const startChain = async (specs: Promise<readonly PeerSpec[]>, signal: AbortSignal) => {
    const peers = specs.then((all) =>
      all.map(({ name, seed }) => ({ name, seed, peerId: parseKey(seed).peerId })),
    );
    peers.catch(() => {});
    try {
      if (chain) await stepOf(onStep, 'chain', () => chain.start(peers, signal));
    } catch (cause) {
      if (!init.chain?.required && hasCode(cause, 'NO_CHAIN')) return;
      if (hasCode(cause, 'PORT_UNAVAILABLE')) throw await portsTaken(count, isOwn, cause);
      throw cause;
    }
  };

  const startPeers = async ([first, ...rest]: readonly PeerSpec[], signal: AbortSignal) => {
    running.push(await startPeer(first!, signal));
    const bootstrapNodes = running[0]!.peer.multiaddrs.filter((address) => !address.includes('/ws'));
    const others = await Promise.allSettled(
      rest.map((spec) => startPeer({ ...spec, bootstrapNodes }, signal)),
    );
    running.push(...others.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
    requireAll(others);
    const peers = running.map(({ peer }) => peer);
    await stepOf(onStep, 'discovery', () => waitForDiscovery(peers, signal));
  };

  const stopAll = async () => {
    const results = await Promise.allSettled(running.map((peer) => peer.stop()));
    running = [];
    const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    if (failed.length > 0) throw new AggregateError(failed, `${failed.length} peers did not stop cleanly`);
  };

  return {
    name: 'local-network',
    get peers() {
      return running.map(({ peer }) => peer);
    },
    get ipfs() {
      return ipfs.multiaddr;
    },
    get chain() {
      return chain?.state;
    },
    async start(signal) {
      const parts = [{ name: 'ipfs', start: () => ipfs.start(signal) }, ...(avm ? [avm] : [])];
      const specs = Promise.all(
        parts.map((part) => stepOf(onStep, part.name, () => part.start(signal))),
      ).then(() => peerSpecs(init, count, ipfs.multiaddr));
      const peers = specs.then(onChain).then((all) => startPeers(all, signal));
      requireAll(await Promise.allSettled([peers, startChain(specs, signal)]));
    },
    async stop(signal) {
      const parts = [() => chain?.stop(signal), () => avm?.stop(signal), () => ipfs.stop(signal)];
      await runSequentially([stopAll, ...parts]);
    },
    describe: () => ({
      ipfs: ipfs.multiaddr,
      ...(chain?.state && { chain: chain.state }),
      peers: running.map(({ peer, pid }) => ({ ...peer, pid })),
    }),
  };
}

/** @throws the reason of the first that failed */
function requireAll(results: readonly PromiseSettledResult<unknown>[]): void {
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
}

/** What helps on a developer's machine and would be no advice for a peer of the world. */
function adviceOn(cause: unknown): string {
  const isStateBroken = hasCode(cause, 'BROKEN_STATE');
  return isStateBroken ? '. Or forget its state: "fluence local down --volumes"' : '';
}

/** The same part, whose life its owner manages: a peer neither starts nor stops it. */
function borrowed(avm: NodeParts['avm']): NodeParts['avm'] {
  return {
    name: 'avm',
    run: (request, affinity, options) => avm.run(request, affinity, options),
    ...(avm.capacity === undefined ? {} : { capacity: avm.capacity }),
    start: async () => {},
    stop: async () => {},
  };
}

async function peerSpecs(init: LocalNetworkInit, count: number, ipfs: string): Promise<PeerSpec[]> {
  const paths = localPaths(init.fluenceDir);
  const management = await managementKey(init.fluenceDir);
  const port = (first: number, index: number) => (init.freePorts ? 0 : first + index);
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const name = peerName(index);
      return {
        name,
        seed: await peerSeed(init.fluenceDir, index),
        ports: {
          tcp: port(FIRST_TCP_PORT, index),
          ws: port(FIRST_WS_PORT, index),
          http: port(FIRST_HTTP_PORT, index),
        },
        bootstrapNodes: [],
        directory: paths.peer(name),
        logFile: paths.peerLog(name),
        managementPeerId: management.peerId,
        managementKeyFile: management.file,
        settings: mergeLayers([developmentSettings(ipfs), init.settings ?? {}]),
      };
    }),
  );
}

/**
 * What a developer's network has and a peer of the world has not, as upstream's local network: any key may create workers,
 * any module may run `ipfs`, and the peers know the network's IPFS.
 */
function developmentSettings(ipfs: string): Record<string, unknown> {
  return {
    dev_mode: { enable: true, binaries: { curl: '/usr/bin/curl', ipfs: ipfsProgram() } },
    // Any key may run code here, and a browser lets any page connect to loopback.
    noctiluca: { websocket_origins: 'loopback' },
    system_services: {
      aqua_ipfs: {
        local_api_multiaddr: ipfs,
        external_api_multiaddr: ipfs,
        ipfs_binary_path: ipfsProgram(),
      },
    },
  };
}
