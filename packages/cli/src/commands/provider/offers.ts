import { recordedOffers, recordOffer } from '../../chain/artifacts.js';
import { chosenNames } from '../../chain/choose.js';
import { idBytes } from '../../chain/ids.js';
import { type OfferInfo, offerInfo, offerInfoText } from '../../chain/offer-info.js';
import { effectorsOf, newPeer, offerOfPeer, type WantedOffer, wantedOffers } from '../../chain/offers.js';
import { readProviderFile } from '../../chain/provider-file.js';
import { providerPeers } from '../../chain/provider-peers.js';
import { isUnknown } from '../../chain/refusals.js';
import { type ChainFlags, type ChainSession, openChain } from '../../chain/session.js';
import { paymentToken } from '../../chain/token.js';
import { commaSeparated } from '../../chain/words.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { projectRoot } from '../../project/project-root.js';
import { requireProvider } from './account.js';

export interface OfferFlags extends ChainFlags {
  readonly offers?: string;
  readonly offerIds?: string;
}

export const create = printing(createOffers);
export const info = printing(showOffers);

async function createOffers(context: CliContext, flags: OfferFlags): Promise<CommandResult> {
  const provider = await readProviderFile(projectRoot(context));
  const session = await openChain(context, flags);
  const token = await paymentToken(session);
  const offers = await wantedOffers(session, provider, { names: flags.offers, token });
  await requireProvider(session);
  await requireNew(session, offers);
  const infos: OfferInfo[] = [];
  for (const offer of offers) {
    const id = await registered(session, offer);
    await recordOffer(fluenceDir(context), offer.name, id);
    infos.push(await offerInfo(session, { name: offer.name, id }, token));
  }
  const names = infos.map(({ name }) => name).join(', ');
  progress(context, `\nOffers ${names} successfully created!\n${shown(infos)}\n`);
  return { text: '', json: { offers: infos } };
}

/** A peer is in one offer at most; `local up --chain` makes one for those that it starts. */
async function requireNew(session: ChainSession, offers: readonly WantedOffer[]): Promise<void> {
  for (const { name, peers } of offers)
    for (const peer of peers) {
      const id = await offerOfPeer(session, peer.key);
      if (id === undefined) continue;
      throw new CliError(
        'BAD_ARGUMENT',
        `${peer.name} of the offer ${name} is in the offer ${id} already. You can update it if you want using 'fluence provider offer-update' command`,
      );
    }
}

async function registered(session: ChainSession, { terms, peers, price }: WantedOffer): Promise<string> {
  const { kit, transact } = session;
  const call = kit.registerOffer({
    price,
    effectors: effectorsOf(session, terms),
    peers: peers.map(newPeer),
    ...{ minVersion: terms.minProtocolVersion, maxVersion: terms.maxProtocolVersion },
  });
  const receipt = await transact({ to: kit.ADDRESSES.market, data: kit.toHex(call) });
  const [made] = kit.eventsOf(receipt, kit.contracts.marketEvents.MarketOfferRegistered);
  if (made !== undefined) return kit.toHex(made.offerId);
  throw new CliError('CHAIN_REFUSED', `Transaction ${receipt.txHash} made no offer`);
}

async function showOffers(context: CliContext, flags: OfferFlags): Promise<CommandResult> {
  if (flags.offers !== undefined && flags.offerIds !== undefined)
    throw new CliError('BAD_ARGUMENT', 'Offers go by --offers or by --offer-ids, not by both');
  const session = await openChain(context, flags);
  const token = await paymentToken(session);
  const asked =
    flags.offerIds === undefined
      ? await knownOffers(context, session, flags.offers)
      : commaSeparated(flags.offerIds).map((id, at) => ({ name: `#${at}`, id }));
  const infos = await Promise.all(asked.map((offer) => offerInfo(session, offer, token)));
  progress(context, shown(infos));
  return { text: '', json: { offers: infos } };
}

const shown = (infos: readonly OfferInfo[]): string =>
  `Got offers info from chain:\n\n${infos.map(offerInfoText).join('\n\n')}`;

/** @throws CliError `BAD_ARGUMENT` for one that is not on the chain */
async function knownOffers(context: CliContext, session: ChainSession, names: string | undefined) {
  const provider = await readProviderFile(projectRoot(context));
  const { file } = provider;
  const choice = { kind: 'offer', file, code: 'BAD_ARGUMENT' } as const;
  const recorded = await recordedOffers(fluenceDir(context));
  const chosen = chosenNames(Object.keys(provider.offers), names, choice);
  return Promise.all(
    chosen.map(async (name) => {
      const [first] = await providerPeers(session, provider, provider.offers[name]!.computePeers[0]);
      const id = (await offerOfPeer(session, first!.key)) ?? (await live(session, recorded.get(name)));
      if (id !== undefined) return { name, id };
      const reason = `The chain has no offer ${name} yet. You can create it using 'fluence provider offer-create' command`;
      throw new CliError('BAD_ARGUMENT', reason);
    }),
  );
}

/** What was recorded may be of a chain that is gone. */
async function live({ kit, ask }: ChainSession, id: string | undefined): Promise<string | undefined> {
  if (id === undefined) return undefined;
  try {
    await ask(kit.ADDRESSES.market, kit.contracts.market.getOffer, idBytes(id, 'an offer'));
    return id;
  } catch (error) {
    if (isUnknown(error, 'offer')) return undefined;
    throw error;
  }
}
