import type { Indexer, Rpc } from '@noctiluca/chain';
import { codeOf, messageOf } from '@noctiluca/common/thrown';
import { LocalNetworkError } from '../errors.js';
import type { LocalChainState } from '../state/local-state.js';
import { type ChainKit, loadChain } from './load-chain.js';
import { type ChainPeer, offersOf } from './offered-peers.js';
import type { ProviderTerms } from './provider-terms.js';
import { registerProvider } from './register-provider.js';
import { type ChainFate, type SupervisedChain, startSupervisedChain } from './supervised-chain.js';

export interface NetworkChainInit {
  /** Where it is kept between runs. */
  readonly dir: string;
  readonly freePorts: boolean;
  /** Files beside which the optional package may be installed. */
  readonly places: readonly string[];
  readonly terms: ProviderTerms;
}

export interface NetworkChainComponents {
  /** Told when `state` is another one after start. @default nobody */
  readonly onChange?: () => void;
  /** Takes sentences for the log of the network. @default standard error */
  readonly report?: (sentence: string) => void;
}

/** What a peer needs to take part in a chain. */
export interface ChainAccess {
  readonly rpc: string;
  readonly chainId: number;
  /** Contract that peers ask. */
  readonly facade: string;
}

/** The chain of a local network, its indexer, and the network's peers on it. */
export interface NetworkChain {
  /** Nothing before start. */
  readonly state: LocalChainState | undefined;
  /** Resolves once its address is known, which is before it is up unless the port is a free one; nothing when there is none. */
  readonly access: Promise<ChainAccess | undefined>;
  /**
   * @param peers are waited for when the chain is up
   * @throws LocalNetworkError `NO_CHAIN`, `CHAIN_FAILED`; ChainError `PORT_UNAVAILABLE`
   */
  start(peers: Promise<readonly ChainPeer[]>, signal: AbortSignal): Promise<void>;
  stop(signal: AbortSignal): Promise<void>;
}

export function createNetworkChain(
  init: NetworkChainInit,
  { onChange = () => {}, report = (sentence) => console.error(sentence) }: NetworkChainComponents = {},
): NetworkChain {
  let up: { readonly chain: SupervisedChain; readonly indexer: Indexer } | undefined;
  let state: LocalChainState | undefined;
  let starting: Promise<void> = Promise.resolve();
  let told!: (access: ChainAccess | undefined) => void;
  const access = new Promise<ChainAccess | undefined>((resolve) => {
    told = resolve;
  });

  async function bringUp(peers: Promise<readonly ChainPeer[]>, signal: AbortSignal): Promise<void> {
    const { chain: kit, client } = await loadChain(init.places);
    const { createLocalChain, createIndexer, CHAIN_ID, RPC_PORT, whyNoAnvil } = kit;
    const tell = (rpc: string) => told({ rpc, chainId: CHAIN_ID, facade: client.ADDRESSES.diamond });
    if (!init.freePorts && whyNoAnvil() === undefined) tell(`http://127.0.0.1:${RPC_PORT}`);
    const port = init.freePorts ? { port: 0 } : {};
    const tellPeers = async (rpc: Rpc) => introduce(rpc, client, await peers);
    const supervision = { create: createLocalChain, report, onFate, onUpAgain: tellPeers };
    const chain = await startSupervisedChain({ dir: init.dir, ...port }, supervision, signal);
    const indexer = createIndexer(port, { chain });
    up = { chain, indexer };
    tell(chain.url);
    await indexer.start(signal);
    await tellPeers(chain.rpc);
    const { port: indexerPort } = new URL(indexer.url);
    state = { rpc: chain.url, indexer: `http://127.0.0.1:${indexerPort}`, chainId: CHAIN_ID };
  }

  function onFate({ restarts, lost }: ChainFate): void {
    if (state === undefined) return;
    const { lost: _before, ...rest } = state;
    state = { ...rest, restarts, ...(lost === undefined ? {} : { lost }) };
    onChange();
  }

  async function introduce(rpc: Rpc, client: ChainKit, peers: readonly ChainPeer[]) {
    await registerProvider({ rpc, client }, init.terms, offersOf(init.terms, peers));
  }

  return {
    get state() {
      return state;
    },
    access,
    start(peers, signal) {
      starting = bringUp(peers, signal).catch((error: unknown) => {
        told(undefined);
        throw failure(error);
      });
      return starting;
    },
    async stop(signal) {
      await starting.catch(() => {});
      const running = up;
      [up, state] = [undefined, undefined];
      await running?.indexer.stop(signal);
      await running?.chain.stop(signal);
    },
  };
}

/** What the network says about it; whose a port is, is known there. */
function failure(cause: unknown): unknown {
  if (cause instanceof LocalNetworkError || codeOf(cause) === 'PORT_UNAVAILABLE') return cause;
  if (codeOf(cause) === 'NO_BINARY')
    return new LocalNetworkError('NO_CHAIN', `no chain here: ${messageOf(cause)}`, { cause });
  const isKept = ['DAMAGED', 'OUTDATED', 'LIMIT'].includes(codeOf(cause) ?? '');
  const advice = isKept ? '. Forget it: "fluence local down --volumes"' : '';
  return new LocalNetworkError('CHAIN_FAILED', `The chain did not start: ${messageOf(cause)}${advice}`, {
    cause,
  });
}
