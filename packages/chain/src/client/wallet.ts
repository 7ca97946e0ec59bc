import { addr, Transaction } from 'micro-eth-signer';
import { toHex, toNumber } from '../codec/hex.js';
import { CHAIN_ID, REPLACE_AFTER_MS, REPLACEMENTS } from '../constants.js';
import { ChainError } from '../errors.js';
import type { Rpc } from '../rpc.js';
import type { Method } from './abi-types.js';
import { atLeast, currentFees, type Fees, type FeesInit, gasLimit, raisedFees } from './fees.js';
import { Posted } from './posted.js';
import type { Receipt } from './receipts.js';

export interface WalletInit {
  /** 0x-hex. */
  readonly privateKey: string;
  /** @default 31337 */
  readonly chainId?: number;
  readonly fees?: FeesInit;
  /** Milliseconds until a transaction that is in no block is sent again for a higher fee. @default 15000 */
  readonly replaceAfterMs?: number;
  /** How often that is done before it is given up. @default 3 */
  readonly replacements?: number;
  /** Milliseconds between looks for a receipt; twice as long after each. @default 50 */
  readonly pollMs?: number;
}

/** What is sent. */
export interface Sent {
  /** Absent: gas of a plain transfer. */
  readonly data?: string;
  readonly to: string;
  /** Wei. @default 0 */
  readonly value?: bigint;
}

/** A transaction that the chain has taken, and which is looked after until it is in a block. */
export interface Transacting {
  readonly hash: string;
  /** Those of what took its place too: one of them comes into a block at most. */
  readonly hashes: readonly string[];
  /** @throws ChainError `REVERTED` when it failed there, `LIMIT` when it came into none; as `Rpc.batch` */
  readonly receipt: Promise<Receipt>;
}

/** An account that pays for its transactions. */
export interface Wallet {
  /** With the mixed case of its checksum. */
  readonly address: string;
  /** Hash of a transaction that the chain has taken, not yet in a block. @throws ChainError as `Rpc.call` */
  send(sent: Sent): Promise<string>;
  /** Sends, and looks after it. @throws ChainError as `send` */
  begin(sent: Sent): Promise<Transacting>;
  /**
   * Sends, and waits until it is in a block.
   * @throws ChainError as `send`; `REVERTED` when it failed there, `LIMIT` when it came into none
   */
  transact(sent: Sent): Promise<Receipt>;
}

/** A call of a contract, to be sent. */
export function callTo<Input>(to: string, method: Method<Input, unknown>, input: Input, value = 0n): Sent {
  return { to, data: toHex(method.encodeInput(input)), value };
}

export function createWallet(init: WalletInit, { rpc }: { readonly rpc: Rpc }): Wallet {
  return new RpcWallet(init, rpc);
}

class RpcWallet implements Wallet {
  readonly address: string;
  readonly #init: WalletInit;
  readonly #rpc: Rpc;
  // One after the other: two must not take the same nonce.
  #turn: Promise<unknown> = Promise.resolve();
  /** What was offered for one that came into no block: the next takes its place, or would wait behind it for good. */
  #stuck: Fees | undefined;

  constructor(init: WalletInit, rpc: Rpc) {
    this.address = addr.fromPrivateKey(init.privateKey);
    this.#init = init;
    this.#rpc = rpc;
  }

  async send(sent: Sent): Promise<string> {
    const posted = await this.#inTurn(sent);
    return posted.hashes[0]!;
  }

  async begin(sent: Sent): Promise<Transacting> {
    const posted = await this.#inTurn(sent);
    const receipt = this.#settled(posted);
    receipt.catch(() => {});
    return { hash: posted.hashes[0]!, hashes: posted.hashes, receipt };
  }

  async transact(sent: Sent): Promise<Receipt> {
    return (await this.begin(sent)).receipt;
  }

  #inTurn(sent: Sent): Promise<Posted> {
    const done = this.#turn.then(() => this.#post(sent));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #post({ to, data = '', value = 0n }: Sent): Promise<Posted> {
    const rpc = this.#rpc;
    const asked = { from: this.address, to, value: `0x${value.toString(16)}`, ...(data !== '' && { data }) };
    const gas = BigInt(toNumber(await rpc.call('eth_estimateGas', asked)));
    const known = this.#stuck === undefined ? 'pending' : 'latest';
    const nonce = BigInt(toNumber(await rpc.call('eth_getTransactionCount', this.address, known)));
    const fees = atLeast(await currentFees(rpc, this.#init.fees), this.#stuck && raisedFees(this.#stuck));
    const of = { to, data, value, nonce, gasLimit: gasLimit(gas), chainId: BigInt(this.#chainId) };
    const again = (its: Fees) => this.#sendRaw({ ...of, ...its });
    const hash = await again(fees).catch((error: unknown) => {
      // Whatever is in its place may have been offered even more for.
      if (this.#stuck !== undefined) this.#stuck = fees;
      throw error;
    });
    this.#stuck = undefined;
    const { replaceAfterMs = REPLACE_AFTER_MS, replacements = REPLACEMENTS, pollMs = 50 } = this.#init;
    return new Posted({ hash, fees, replaceAfterMs, replacements, pollMs }, { rpc, again });
  }

  get #chainId(): number {
    return this.#init.chainId ?? CHAIN_ID;
  }

  async #sendRaw(transaction: RawTransaction): Promise<string> {
    const raw = Transaction.prepare(transaction).signBy(this.#init.privateKey).toHex();
    return String(await this.#rpc.call('eth_sendRawTransaction', raw));
  }

  async #settled(posted: Posted): Promise<Receipt> {
    const receipt = await posted.settled().catch((error: unknown) => {
      if (error instanceof ChainError && error.code === 'LIMIT') this.#stuck = posted.fees;
      throw error;
    });
    if (receipt.status === 'ok') return receipt;
    throw new ChainError('REVERTED', `Transaction ${receipt.txHash} failed in block ${receipt.blockNumber}`);
  }
}

interface RawTransaction extends Fees {
  readonly to: string;
  readonly data: string;
  readonly value: bigint;
  readonly nonce: bigint;
  readonly gasLimit: bigint;
  readonly chainId: bigint;
}
