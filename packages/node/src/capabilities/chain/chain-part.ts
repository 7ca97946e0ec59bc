import type { ChainChange, ChainWatch, PeerChain } from '@noctiluca/chain/peer';
import type { Logger, NodeService } from '@noctiluca/lifecycle';
import type { ChainSettings } from '../../config/inits.js';
import { NodeError } from '../../errors.js';
import { type ChainKit, loadKit } from './load-kit.js';

export interface ChainPartInit extends ChainSettings {
  readonly peerId: string;
  /** Files beside which the package may be installed. */
  readonly places: readonly string[];
}

export interface ChainPartComponents {
  readonly logger: Logger;
  /** @default the optional package, where it is installed */
  readonly load?: (places: readonly string[]) => Promise<ChainKit>;
}

/** What a peer and its chain have to do with each other. */
export interface ChainPart extends NodeService {
  /** @throws NodeError `CHAIN_NOT_UP` before start and after stop */
  readonly kit: ChainKit;
  /** @throws NodeError `CHAIN_NOT_UP` */
  readonly peer: PeerChain;
  /** What is told of the chain; undefined before start. */
  readonly watch: Pick<ChainWatch, 'state'> | undefined;
  /** Calls when the deals of this peer should be looked at, also if asked before the start. @returns ends it */
  onChange(listener: (change: ChainChange) => void): () => void;
}

interface Up {
  readonly kit: ChainKit;
  readonly peer: PeerChain;
  readonly watch: ChainWatch;
  readonly life: AbortController;
}

/** @throws NodeError at start: `NO_CHAIN_PACKAGE`. A chain that does not answer fails no start. */
export function createChainPart(init: ChainPartInit, components: ChainPartComponents): ChainPart {
  return new ConfiguredChain(init, components);
}

class ConfiguredChain implements ChainPart {
  readonly name = 'chain';
  readonly #init: ChainPartInit;
  readonly #components: ChainPartComponents;
  readonly #listeners = new Set<(change: ChainChange) => void>();
  #up: Up | undefined;

  constructor(init: ChainPartInit, components: ChainPartComponents) {
    this.#init = init;
    this.#components = components;
  }

  get kit(): ChainKit {
    return this.#running.kit;
  }

  get peer(): PeerChain {
    return this.#running.peer;
  }

  get watch(): ChainWatch | undefined {
    return this.#up?.watch;
  }

  get #running(): Up {
    if (this.#up === undefined)
      throw new NodeError('CHAIN_NOT_UP', 'The chain is not asked yet, or no longer: the peer is not up');
    return this.#up;
  }

  onChange(listener: (change: ChainChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async start(): Promise<void> {
    const { load = loadKit } = this.#components;
    this.#up = this.#build(await load(this.#init.places));
    this.#up.watch.onChange((change) => {
      for (const listener of [...this.#listeners]) listener(change);
    });
    this.#up.watch.start();
  }

  async stop(): Promise<void> {
    const up = this.#up;
    this.#up = undefined;
    // First: what is asked may take its time.
    up?.life.abort();
    await up?.watch.stop();
  }

  describe(): Record<string, unknown> {
    if (this.#up === undefined) return {};
    const { peer, watch } = this.#up;
    const { sent, failed } = peer.transactions;
    return { account: peer.account, ...watch.state, transactions: { sent, failed } };
  }

  #build(kit: ChainKit): Up {
    const { peerId, httpUrl: url, socketUrl, pingMs, chainId, walletKey, ...init } = this.#init;
    const { facade, market, baseFee } = init;
    const priorityFee = init.priorityFee ?? ('suggested' as const);
    const life = new AbortController();
    const rpcs = kit.createPeerRpcs({ url, signal: life.signal });
    const generation = facade === undefined ? kit.marketGeneration(market) : kit.facadeGeneration(facade);
    const fees = { priorityFee, ...(baseFee === undefined ? {} : { baseFee }) };
    const watch = kit.createChainWatch(
      { peerId, socketUrl, ...(pingMs === undefined ? {} : { pingMs }) },
      { rpc: rpcs.rpc, generation, logger: this.#components.logger },
    );
    const peer = kit.createPeerChain({ peerId, walletKey, chainId, fees }, { ...rpcs, generation });
    return { kit, watch, life, peer: listened(peer, watch) };
  }
}

/** What is listed is listened to from then on. */
function listened(peer: PeerChain, watch: ChainWatch): PeerChain {
  return {
    ...peer,
    async deals() {
      const listed = await peer.deals();
      watch.watch(listed.desired.deals.map(({ dealId }) => dealId));
      return listed;
    },
  };
}
