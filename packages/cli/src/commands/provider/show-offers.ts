import { recordedOffers } from '../../chain/artifacts.js';
import { chosenNames } from '../../chain/choose.js';
import { knownOffer } from '../../chain/known-offer.js';
import { offerInfo, offersText } from '../../chain/offer-info.js';
import { readProviderFile } from '../../chain/provider-file.js';
import { providerPeers } from '../../chain/provider-peers.js';
import { type ChainSession, openChain } from '../../chain/session.js';
import { paymentToken } from '../../chain/token.js';
import { commaSeparated } from '../../chain/words.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { projectRoot } from '../../project/project-root.js';
import type { OfferFlags } from './offer-flags.js';

export const info = printing(showOffers);

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
  progress(context, offersText(infos));
  return { text: '', json: { offers: infos } };
}

/** @throws CliError `BAD_ARGUMENT` for one that is not on the chain */
async function knownOffers(context: CliContext, session: ChainSession, names: string | undefined) {
  const provider = await readProviderFile(projectRoot(context));
  const { file } = provider;
  const choice = { kind: 'offer', file, code: 'BAD_ARGUMENT' } as const;
  const recorded = await recordedOffers(fluenceDir(context));
  const chosen = chosenNames(Object.keys(provider.offers), names, choice);
  return Promise.all(
    chosen.map(async (name) => {
      const peers = await providerPeers(session, provider, provider.offers[name]!.computePeers.join(','));
      return { name, id: await knownOffer(session, { name, peers }, recorded.get(name)) };
    }),
  );
}
