import type { Rpc } from '@noctiluca/chain';
import { dealIdOf } from '@noctiluca/chain/client';
import { codeOf } from '@noctiluca/common/thrown';
import { deal } from '../../packages/chain/src/client/contracts.js';
import { cidFromChain, cidToChain } from '../../packages/chain/src/codec/cid.js';
import { toHex } from '../../packages/chain/src/codec/hex.js';
import { peerIdFromChain } from '../../packages/chain/src/codec/peer-id.js';
import {
  APP,
  CUSTOMER,
  callsOf,
  makeDeal,
  match,
  PRICE,
  statusOf,
} from '../../packages/chain/test/utils/market.js';
import { stop } from '../utils/decider-world.js';

const OTHER_APP = cidToChain('bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq');
/** Longer than a run, and not so long that the commitments of the units end before it. */
const EPOCHS_PAID = 1000n;
const RUIN_SEC = 15 * 1100;
/** Deals that ended before so many looks are on the disk as such. */
const LOOKS_UNTIL_SURE = 3;

/** What the chain says of a deal that a unit of the peer is in. */
export interface ChainDeal {
  readonly address: string;
  readonly dealId: string;
  /** Nothing left to do but to leave it. */
  readonly isOver: boolean;
  readonly appCid: string;
  /** What the peer has registered there. */
  readonly workerId: string | undefined;
  /** Units with their workers, 0x-hex, as the indexer should have them. */
  readonly units: readonly (readonly [unit: string, worker: string])[];
}

/** Deals that come and go on a chain that may be killed meanwhile: what of it has come about, the chain alone knows. */
export class ComingDeals {
  /** Ids of those that may have ended, or may not have begun after all. */
  readonly ending = new Set<string>();
  readonly #chain: { readonly rpc: Rpc };
  readonly #random: () => number;
  readonly #most: number;
  /** By address, for how many looks there was nothing of it any more. */
  readonly #known = new Map<string, number>();

  constructor(rpc: Rpc, random: () => number, most: number) {
    [this.#chain, this.#random, this.#most] = [{ rpc }, random, most];
  }

  /** Some things happen, as far as the chain is there. */
  async happen(): Promise<void> {
    for (let left = 1 + Math.floor(this.#random() * 3); left > 0; left -= 1)
      await this.#one().catch((error: unknown) => {
        if (!isOfFaults(error)) throw error;
      });
  }

  /** All deals that a unit of the peer is in now; those that it should be out of are over from now on. */
  async look(): Promise<ChainDeal[]> {
    const found = await Promise.all([...this.#known.keys()].map((address) => this.#dealAt(address)));
    return found.filter((one) => one !== undefined);
  }

  /** All is as the chain says: only what happens from now on may end what goes on. */
  settled(deals: readonly ChainDeal[]): void {
    for (const { dealId } of deals) this.ending.delete(dealId);
    for (const [address, looks] of this.#known) {
      const goesOn = deals.some((one) => one.address === address);
      if (goesOn) this.#known.set(address, 0);
      else if (looks === LOOKS_UNTIL_SURE) this.#known.delete(address);
      else this.#known.set(address, looks + 1);
    }
  }

  async #one(): Promise<void> {
    const chance = this.#random();
    const addresses = [...this.#known].filter(([, looks]) => looks === 0).map(([address]) => address);
    const picked = addresses[Math.floor(this.#random() * addresses.length)];
    if (picked === undefined || (addresses.length < this.#most && chance < 0.5)) return this.#match();
    if (chance < 0.7) return this.#changeApp(picked);
    if (chance > 0.9) return this.#ruin();
    this.ending.add(dealIdOf(picked));
    return stop(this.#chain, picked);
  }

  async #match(): Promise<void> {
    const address = await makeDeal(this.#chain, { depositAmount: EPOCHS_PAID * PRICE });
    // What a chain has forgotten comes again at the same address.
    if (this.#known.has(address)) this.ending.add(dealIdOf(address));
    this.#known.set(address, 0);
    await match(this.#chain, address);
  }

  async #changeApp(address: string): Promise<void> {
    const { ask, send } = callsOf(this.#chain);
    const isFirst = cidFromChain(await ask(address, deal.appCID)) === cidFromChain(APP);
    await send(CUSTOMER, address, deal.setAppCID, isFirst ? OTHER_APP : APP);
  }

  /** No deal has money any more, but for those that had no worker to be paid. */
  async #ruin(): Promise<void> {
    for (const address of this.#known.keys()) this.ending.add(dealIdOf(address));
    await this.#chain.rpc.call('evm_increaseTime', RUIN_SEC);
    await this.#chain.rpc.call('evm_mine');
  }

  async #dealAt(address: string): Promise<ChainDeal | undefined> {
    const { rpc } = this.#chain;
    if ((await rpc.call('eth_getCode', address, 'latest')) === '0x') return this.#isOut(address);
    const { ask } = callsOf(this.#chain);
    const [workers, status] = [await ask(address, deal.getWorkers), await statusOf(this.#chain, address)];
    const [worker] = workers;
    if (worker === undefined) return this.#isOut(address);
    const isOver = status === 'ENDED' || status === 'INSUFFICIENT_FUNDS';
    if (isOver) this.#isOut(address);
    const isRegistered = worker.offchainId.some((byte) => byte !== 0);
    return {
      ...{ address, dealId: dealIdOf(address), isOver },
      appCid: cidFromChain(await ask(address, deal.appCID)),
      workerId: isRegistered ? peerIdFromChain(worker.offchainId) : undefined,
      units: worker.computeUnitIds.map((unit) => [toHex(unit), toHex(worker.offchainId)] as const),
    };
  }

  #isOut(address: string): undefined {
    this.ending.add(dealIdOf(address));
  }
}

/** What a chain says that is not there, that was killed between two calls of what belongs together, or that has no unit free. */
const FAULTS = ['UNREACHABLE', 'INVALID', 'RPC_FAILED', 'REVERTED', 'LIMIT'];

const isOfFaults = (error: unknown): boolean => FAULTS.includes(codeOf(error) ?? '');
