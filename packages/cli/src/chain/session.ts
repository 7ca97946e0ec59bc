import type { Method, Receipt, Rpc, Sent, Wallet } from '@noctiluca/chain/client';
import type { ChainKit } from '@noctiluca/local-network/chain';
import { FIRST_ACCOUNT } from '@noctiluca/local-network/control';
import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import type { CommonFlags } from '../output/result.js';
import { type FluenceEnv, resolveEnv } from '../project/env.js';
import { fluenceDir } from '../project/fluence-dir.js';
import { LOCAL_CHAIN_ID } from '../project/local-chain.js';
import { chainKitOf } from './chain-package.js';
import { type Endpoints, endpointsOf, knownEndpoints } from './endpoints.js';
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
  readonly endpoints: Endpoints;
  /** Whose deals of workers.yaml are on it. */
  readonly env: FluenceEnv;
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
  { env: flag, privKey }: Pick<ChainFlags, 'env' | 'privKey'>,
): Promise<ChainSession> {
  const dir = fluenceDir(context);
  const env = await envWithChain(dir, flag);
  const kit = await chainKitOf(context.cwd);
  const endpoints = await endpointsOf(dir, env);
  const rpc = kit.createRpc({ url: endpoints.rpc });
  await requireChain(rpc, endpoints);
  const walletOf = (privateKey: string) => walletFor(kit, { privateKey, chainId: endpoints.chainId }, rpc);
  const wallet = walletOf(privKey ?? accountOf(endpoints));
  const transact = (sent: Sent, by: Wallet = wallet) => told(by.transact(sent));
  return {
    ...{ kit, rpc, endpoints, env, wallet, walletOf, transact },
    ask: (to, method, ...input) => told(kit.read(rpc, kit.query(to, method, ...input))),
    send: (to, method, input, value) => transact(kit.callTo(to, method, input, value)),
  };
}

async function envWithChain(dir: string, flag: string | undefined): Promise<FluenceEnv> {
  const env = await resolveEnv(dir, flag);
  if (env === 'local' || (await knownEndpoints(dir, env)) !== undefined) return env;
  throw new CliError(
    'NO_CHAIN',
    `The environment "${env}" has no chain; "local" has one: use "--env local" and "fluence local up --chain", or name one as rpcUrl in .fluence/env.yaml`,
  );
}

/** The key of a local chain's account is public: elsewhere it pays for nothing. */
function accountOf({ chainId }: Endpoints): string {
  if (chainId === LOCAL_CHAIN_ID) return FIRST_ACCOUNT.privateKey;
  throw new CliError('BAD_ARGUMENT', `Say with --priv-key which account of the chain ${chainId} pays`);
}

async function requireChain(rpc: Rpc, { rpc: url, chainId }: Endpoints): Promise<void> {
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
