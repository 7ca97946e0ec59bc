import type { Method, Receipt, Rpc, Sent, Wallet } from '@noctiluca/chain/client';
import type { ChainKit } from '@noctiluca/local-network/chain';
import { FIRST_ACCOUNT, type LocalChainState } from '@noctiluca/local-network/control';
import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import type { CommonFlags } from '../output/result.js';
import { resolveEnv } from '../project/env.js';
import { fluenceDir } from '../project/fluence-dir.js';
import { chainKitOf } from './chain-package.js';
import { localEndpoints } from './endpoints.js';
import { told } from './told.js';

/** Flags of every command that talks to a chain. */
export interface ChainFlags extends CommonFlags {
  readonly input: boolean;
  readonly env?: string;
  readonly privKey?: string;
}

/** A chain that answers, and an account on it. */
export interface ChainSession {
  readonly kit: ChainKit;
  readonly rpc: Rpc;
  readonly endpoints: LocalChainState;
  readonly wallet: Wallet;
  /** Another account. @throws CliError `BAD_ARGUMENT` for what is no key */
  walletOf(privateKey: string): Wallet;
  /** A read at the latest block. @throws CliError `CHAIN_REFUSED`, `NO_CHAIN` */
  ask<Input, Output>(
    to: string,
    method: Method<Input, Output>,
    ...input: Input extends undefined ? [] : [Input]
  ): Promise<Output>;
  /** A call as a transaction that is in a block. @throws CliError `CHAIN_REFUSED`, `NO_CHAIN` */
  send<Input>(to: string, method: Method<Input, unknown>, input: Input, value?: bigint): Promise<Receipt>;
  /** Any transaction, by any account. @throws CliError `CHAIN_REFUSED`, `NO_CHAIN` */
  transact(sent: Sent, wallet?: Wallet): Promise<Receipt>;
}

/**
 * The chain of the environment, and the account of `--priv-key`, or the first that every local chain has.
 * @throws CliError `NO_CHAIN` without the chain, `BAD_ARGUMENT`, `PROJECT_INVALID`; LocalNetworkError `NO_CHAIN` without the package
 */
export async function openChain(
  context: CliContext,
  { env, privKey }: Pick<ChainFlags, 'env' | 'privKey'>,
): Promise<ChainSession> {
  const dir = fluenceDir(context);
  await requireLocal(dir, env);
  const kit = await chainKitOf(context.cwd);
  const endpoints = await localEndpoints(kit, dir);
  const rpc = kit.createRpc({ url: endpoints.rpc });
  await requireChain(rpc, endpoints);
  const walletOf = (privateKey: string) => walletFor(kit, { privateKey, chainId: endpoints.chainId }, rpc);
  const wallet = walletOf(privKey ?? FIRST_ACCOUNT.privateKey);
  const transact = (sent: Sent, by: Wallet = wallet) => told(by.transact(sent));
  return {
    ...{ kit, rpc, endpoints, wallet, walletOf, transact },
    ask: (to, method, ...input) => told(kit.read(rpc, kit.query(to, method, ...input))),
    send: (to, method, input, value) => transact(kit.callTo(to, method, input, value)),
  };
}

async function requireLocal(dir: string, flag: string | undefined): Promise<void> {
  const env = await resolveEnv(dir, flag);
  if (env === 'local') return;
  throw new CliError(
    'NO_CHAIN',
    `The environment "${env}" has no chain; "local" has one: use "--env local" and "fluence local up --chain"`,
  );
}

async function requireChain(rpc: Rpc, { rpc: url, chainId }: LocalChainState): Promise<void> {
  const id = Number(await told(rpc.call('eth_chainId')));
  if (id === chainId) return;
  throw new CliError('NO_CHAIN', `${url} is another chain: its id is ${id}, not ${chainId}`);
}

type WalletKey = { readonly privateKey: string; readonly chainId: number };

function walletFor(kit: ChainKit, { privateKey, chainId }: WalletKey, rpc: Rpc): Wallet {
  const key = privateKey.startsWith('0x') ? privateKey : `0x${privateKey}`;
  try {
    return kit.createWallet({ privateKey: key, chainId }, { rpc });
  } catch (cause) {
    const message = 'The private key is none of an Ethereum account: it has 64 hexadecimal digits';
    throw new CliError('BAD_ARGUMENT', message, { cause });
  }
}
