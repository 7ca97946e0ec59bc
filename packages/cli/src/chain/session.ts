import type { Method, Receipt, Rpc, Sent, Wallet } from '@noctiluca/chain/client';
import { codeOf, messageOf } from '@noctiluca/common/thrown';
import { LOCAL_ACCOUNTS } from '../commands/chain/info/accounts.js';
import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import type { CommonFlags } from '../output/result.js';
import { resolveEnv } from '../project/env.js';
import { fluenceDir } from '../project/fluence-dir.js';
import { type ChainKit, loadChainKit } from './chain-package.js';
import { type ChainEndpoints, localEndpoints } from './endpoints.js';

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
  readonly endpoints: ChainEndpoints;
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
 * @throws CliError `NO_CHAIN` without the package or the chain, `BAD_ARGUMENT`, `PROJECT_INVALID`
 */
export async function openChain(
  context: CliContext,
  { env, privKey }: Pick<ChainFlags, 'env' | 'privKey'>,
): Promise<ChainSession> {
  const dir = fluenceDir(context);
  await requireLocal(dir, env);
  const endpoints = await localEndpoints(dir);
  const kit = await loadChainKit(context.cwd);
  const rpc = kit.createRpc({ url: endpoints.rpc });
  await requireChain(rpc, endpoints);
  const walletOf = (privateKey: string) => walletFor(kit, { privateKey, chainId: endpoints.chainId }, rpc);
  const wallet = walletOf(privKey ?? LOCAL_ACCOUNTS[0]!.privateKey);
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

async function requireChain(rpc: Rpc, { rpc: url, chainId }: ChainEndpoints): Promise<void> {
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

/** What went wrong on the chain, in words of this program. */
async function told<Result>(asked: Promise<Result>): Promise<Result> {
  return asked.catch((cause: unknown) => {
    const code = codeOf(cause);
    const message = messageOf(cause);
    if (code === 'UNREACHABLE')
      throw new CliError('NO_CHAIN', `${message}. Start a chain with "fluence local up --chain"`, { cause });
    if (code === 'REVERTED' || code === 'RPC_FAILED' || code === 'INVALID')
      throw new CliError('CHAIN_REFUSED', `The chain refused: ${message}`, { cause });
    throw cause;
  });
}
