import { CliError } from '../errors.js';
import { idBytes } from './ids.js';
import { offerOfPeer } from './offers.js';
import type { ProviderPeer } from './provider-peers.js';
import { isUnknown } from './refusals.js';
import type { ChainSession } from './session.js';

/**
 * Id of an offer of provider.yaml on the chain, 0x-hex: as it was recorded, else that which one of its peers is in.
 * @throws CliError `BAD_ARGUMENT` when there is none, `NO_CHAIN`
 */
export async function knownOffer(
  session: ChainSession,
  { name, peers }: { readonly name: string; readonly peers: readonly ProviderPeer[] },
  recorded: string | undefined,
): Promise<string> {
  if (recorded !== undefined && (await isThere(session, recorded))) return recorded;
  for (const { key } of peers) {
    const id = await offerOfPeer(session, key);
    if (id !== undefined) return id;
  }
  const reason = `The chain has no offer ${name} yet. You can create it using 'fluence provider offer-create' command`;
  throw new CliError('BAD_ARGUMENT', reason);
}

/** What was recorded may be of a chain that is gone. */
async function isThere({ kit, ask }: ChainSession, id: string): Promise<boolean> {
  try {
    await ask(kit.ADDRESSES.market, kit.contracts.market.getOffer, idBytes(id, 'an offer'));
    return true;
  } catch (error) {
    if (isUnknown(error, 'offer')) return false;
    throw error;
  }
}
