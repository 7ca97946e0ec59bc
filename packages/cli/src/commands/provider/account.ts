import { type ProviderFile, readProviderFile } from '../../chain/provider-file.js';
import { type ChainFlags, type ChainSession, openChain } from '../../chain/session.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import { projectRoot } from '../../project/project-root.js';

export const register = printing(registerProvider);
export const update = printing(updateProvider);

async function registerProvider(context: CliContext, flags: ChainFlags): Promise<CommandResult> {
  const provider = await readProviderFile(projectRoot(context));
  const session = await openChain(context, flags);
  const name = await registeredName(session);
  if (name === '') return named(context, session, { provider, done: 'registered' });
  throw new CliError(
    'BAD_ARGUMENT',
    `Provider is already registered with name: ${name}. If you want to update the provider info, use 'fluence provider update' command`,
  );
}

async function updateProvider(context: CliContext, flags: ChainFlags): Promise<CommandResult> {
  const provider = await readProviderFile(projectRoot(context));
  const session = await openChain(context, flags);
  if ((await registeredName(session)) !== '') return named(context, session, { provider, done: 'updated' });
  throw new CliError(
    'BAD_ARGUMENT',
    "Provider is not registered yet. Please use 'fluence provider register' command to register a new provider first",
  );
}

interface Naming {
  readonly provider: ProviderFile;
  readonly done: string;
}

async function named(
  context: CliContext,
  session: ChainSession,
  { provider, done }: Naming,
): Promise<CommandResult> {
  const { kit, wallet, transact } = session;
  await transact({ to: kit.ADDRESSES.market, data: kit.toHex(kit.nameProvider(provider.providerName)) });
  const name = await registeredName(session);
  progress(
    context,
    `\nProvider successfully ${done}!\n\nProvider name: ${name}\n\nProvider address: ${wallet.address}\n`,
  );
  return { text: '', json: { name, address: wallet.address } };
}

/** Empty for none. @throws CliError `CHAIN_REFUSED`, `NO_CHAIN` */
async function registeredName({ kit, wallet, ask }: ChainSession): Promise<string> {
  return (await ask(kit.ADDRESSES.market, kit.contracts.market.getProviderInfo, wallet.address)).name;
}

/** @throws CliError `BAD_ARGUMENT` when the account is no provider, `CHAIN_REFUSED`, `NO_CHAIN` */
export async function requireProvider(session: ChainSession): Promise<void> {
  if ((await registeredName(session)) !== '') return;
  throw new CliError(
    'BAD_ARGUMENT',
    "You have to register as a provider first. Use 'fluence provider register' command for that",
  );
}
