import { recordOffer } from '../../chain/artifacts.js';
import { type OfferInfo, offerInfo, offersText } from '../../chain/offer-info.js';
import { effectorsOf, newPeer, offerOfPeer, type WantedOffer, wantedOffers } from '../../chain/offers.js';
import { readProviderFile } from '../../chain/provider-file.js';
import { type ChainSession, openChain } from '../../chain/session.js';
import { paymentToken } from '../../chain/token.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { projectRoot } from '../../project/project-root.js';
import { requireProvider } from './account.js';
import type { OfferFlags } from './offer-flags.js';

export const create = printing(createOffers);

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
  progress(context, `\nOffers ${names} successfully created!\n${offersText(infos)}\n`);
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
