import { addr, Transaction } from 'micro-eth-signer';
import { toHex, toNumber } from '../codec/hex.js';
import { CHAIN_ID } from '../constants.js';
import { ChainError } from '../errors.js';
import type { Rpc } from '../rpc.js';
import type { Method } from './abi-types.js';
import { currentFees, type Fees, gasLimit, raisedFees } from './fees.js';
import { type Receipt, receiptsOf } from './receipts.js';

export interface WalletInit {
  /** 0x-hex. */
  readonly privateKey: string;
  /** @default 31337 */
  readonly chainId?: number;
  /** Milliseconds until a transaction that is in no block is sent again for a higher fee. @default 15000 */
  readonly replaceAfterMs?: number;
  /** How often that is done before it is given up. @default 3 */
  readonly replacements?: number;
  /** Milliseconds between looks for a receipt. @default 50 */
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

/** An account that pays for its transactions. */
export interface Wallet {
  /** With the mixed case of its checksum. */
  readonly address: string;
  /** Hash of a transaction that the chain has taken, not yet in a block. @throws ChainError as `Rpc.call` */
  send(sent: Sent): Promise<string>;
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
  const { replaceAfterMs = 15_000, replacements = 3, pollMs = 50, chainId = CHAIN_ID } = init;
  const address = addr.fromPrivateKey(init.privateKey);
  // One after the other: two must not take the same nonce.
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  async function post({ to, data = '', value = 0n }: Sent): Promise<Posted> {
    const asked = { from: address, to, value: `0x${value.toString(16)}`, ...(data !== '' && { data }) };
    const gas = BigInt(toNumber(await rpc.call('eth_estimateGas', asked)));
    const nonce = BigInt(toNumber(await rpc.call('eth_getTransactionCount', address, 'pending')));
    const fees = await currentFees(rpc);
    const again = async (raised: Fees) => {
      const common = {
        to,
        data,
        value,
        nonce,
        gasLimit: gasLimit(gas),
        chainId: BigInt(chainId),
      };
      const raw = Transaction.prepare({ ...common, ...raised })
        .signBy(init.privateKey)
        .toHex();
      return String(await rpc.call('eth_sendRawTransaction', raw));
    };
    return { hash: await again(fees), fees, again };
  }

  async function settled(posted: Posted): Promise<Receipt> {
    const hashes = [posted.hash];
    let { fees } = posted;
    for (let replaced = 0; ; replaced += 1) {
      const receipt = await firstReceipt(rpc, hashes, { forMs: replaceAfterMs, pollMs });
      if (receipt !== undefined) return receipt;
      if (replaced === replacements) throw new ChainError('LIMIT', `Transaction ${hashes[0]} is in no block`);
      fees = raisedFees(fees);
      // One of those before may have come into a block by now: then its nonce is gone.
      hashes.push(
        ...(await posted.again(fees).then(
          (hash) => [hash],
          () => [],
        )),
      );
    }
  }

  return {
    address,
    send: async (sent) => (await inTurn(() => post(sent))).hash,
    async transact(sent) {
      const receipt = await settled(await inTurn(() => post(sent)));
      if (receipt.status === 'ok') return receipt;
      throw new ChainError(
        'REVERTED',
        `Transaction ${receipt.txHash} failed in block ${receipt.blockNumber}`,
      );
    },
  };
}

interface Posted {
  readonly hash: string;
  readonly fees: Fees;
  again(fees: Fees): Promise<string>;
}

async function firstReceipt(
  rpc: Rpc,
  hashes: readonly string[],
  { forMs, pollMs }: { readonly forMs: number; readonly pollMs: number },
): Promise<Receipt | undefined> {
  const until = performance.now() + forMs;
  do {
    const states = await receiptsOf(rpc, hashes);
    const found = states.find((state) => state.ok && state.value !== undefined);
    if (found?.ok) return found.value;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  } while (performance.now() < until);
  return undefined;
}
