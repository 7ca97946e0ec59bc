import type { Wallet } from '@noctiluca/chain/client';
import { FLT_DECIMALS, formatFlt, parseUnits } from '../../chain/amounts.js';
import { readProviderFile } from '../../chain/provider-file.js';
import { providerPeers } from '../../chain/provider-peers.js';
import { type ChainFlags, type ChainSession, openChain } from '../../chain/session.js';
import { told } from '../../chain/told.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import { projectRoot } from '../../project/project-root.js';

export interface TokensFlags extends ChainFlags {
  readonly noxNames?: string;
  readonly amount?: string;
}

export const distribute = printing(distributeTokens);
export const withdraw = printing(withdrawTokens);

async function distributeTokens(context: CliContext, flags: TokensFlags): Promise<CommandResult> {
  const value = parseUnits(amountOf(flags), FLT_DECIMALS);
  const { session, peers } = await peersOf(context, flags);
  const sent: object[] = [];
  for (const { name, walletAddress } of peers) {
    const { txHash } = await session.transact({ to: walletAddress, value });
    progress(context, `Successfully distributed ${formatFlt(value)} to ${name} with tx hash: ${txHash}`);
    sent.push({ nox: name, address: walletAddress, txHash });
  }
  return { text: '', json: { amount: formatFlt(value), sent } };
}

async function withdrawTokens(context: CliContext, flags: TokensFlags): Promise<CommandResult> {
  const amount = amountOf(flags);
  const fixed = amount === 'max' ? undefined : parseUnits(amount, FLT_DECIMALS);
  const { session, peers } = await peersOf(context, flags);
  const sent: object[] = [];
  for (const { name, walletKey } of peers) {
    const wallet = session.walletOf(walletKey);
    const value = fixed ?? (await wholeBalance(session, wallet));
    const { txHash } = await session.transact({ to: session.wallet.address, value }, wallet);
    progress(context, `Successfully withdrawn ${formatFlt(value)} from ${name} with tx hash: ${txHash}`);
    sent.push({ nox: name, amount: formatFlt(value), txHash });
  }
  return { text: '', json: { sent } };
}

function amountOf({ amount }: TokensFlags): string {
  if (amount !== undefined) return amount;
  throw new CliError('BAD_ARGUMENT', 'Say how many FLT each peer gets or gives, with --amount');
}

async function peersOf(context: CliContext, flags: TokensFlags) {
  const provider = await readProviderFile(projectRoot(context));
  const session = await openChain(context, flags);
  return { session, peers: await providerPeers(session, provider, flags.noxNames) };
}

/** All but what the transfer may cost. @throws CliError `BAD_ARGUMENT` when nothing is left */
async function wholeBalance({ kit, rpc }: ChainSession, { address }: Wallet): Promise<bigint> {
  const balance = BigInt(String(await told(rpc.call('eth_getBalance', address, 'latest'))));
  const cost = await told(kit.transferCost(rpc));
  if (balance > cost) return balance - cost;
  throw new CliError('BAD_ARGUMENT', `${address} has ${formatFlt(balance)}: less than its transfer may cost`);
}
