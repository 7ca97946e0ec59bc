import { setTimeout as delay } from 'node:timers/promises';
import { MAX_RECEIPT_POLL_MS } from '../constants.js';
import { ChainError } from '../errors.js';
import type { Rpc } from '../rpc.js';
import { type Fees, raisedFees } from './fees.js';
import { type Receipt, receiptsOf } from './receipts.js';

export interface PostedInit {
  /** Of the transaction that the chain has taken. */
  readonly hash: string;
  readonly fees: Fees;
  /** Milliseconds until it is sent again. */
  readonly replaceAfterMs: number;
  /** How often. */
  readonly replacements: number;
  /** Milliseconds between looks, at first. */
  readonly pollMs: number;
}

export interface PostedComponents {
  readonly rpc: Rpc;
  /** Sends the same for other fees. @returns its hash */
  again(fees: Fees): Promise<string>;
  /** @default a timer */
  pause?(ms: number): Promise<unknown>;
}

/** A transaction under way: looked for, and sent again for a higher fee when it comes into no block. */
export class Posted {
  readonly #init: PostedInit;
  readonly #components: PostedComponents;
  readonly #hashes: string[];
  #fees: Fees;
  /** Why it was not sent again the last time. */
  #refusal: unknown;

  constructor(init: PostedInit, components: PostedComponents) {
    this.#init = init;
    this.#components = components;
    this.#hashes = [init.hash];
    this.#fees = init.fees;
  }

  /** Its own, then those of what took its place: one of them comes into a block at most. */
  get hashes(): readonly string[] {
    return this.#hashes;
  }

  /** What was offered last. */
  get fees(): Fees {
    return this.#fees;
  }

  /** @throws ChainError `LIMIT` when it came into no block, with why it could not be sent again; as `Rpc.batch` */
  async settled(): Promise<Receipt> {
    const { replacements, hash } = this.#init;
    for (let left = replacements; ; left -= 1) {
      const receipt = await this.#firstReceipt();
      if (receipt !== undefined) return receipt;
      if (left === 0)
        throw new ChainError('LIMIT', `Transaction ${hash} is in no block`, { cause: this.#refusal });
      await this.#replace();
    }
  }

  async #replace(): Promise<void> {
    this.#fees = raisedFees(this.#fees);
    try {
      this.#hashes.push(await this.#components.again(this.#fees));
    } catch (error) {
      // One of those before may have come into a block by now: then its nonce is gone.
      this.#refusal = error;
    }
  }

  async #firstReceipt(): Promise<Receipt | undefined> {
    const { replaceAfterMs, pollMs } = this.#init;
    const { rpc, pause = delay } = this.#components;
    const until = performance.now() + replaceAfterMs;
    for (let pauseMs = pollMs; ; pauseMs = Math.min(2 * pauseMs, MAX_RECEIPT_POLL_MS)) {
      const states = await receiptsOf(rpc, this.#hashes);
      const found = states.find((state) => state.ok && state.value !== undefined);
      if (found?.ok) return found.value;
      const leftMs = until - performance.now();
      if (leftMs <= 0) return undefined;
      await pause(Math.min(pauseMs, leftMs));
    }
  }
}
