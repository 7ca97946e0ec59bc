import { recordedOffers } from '../../chain/artifacts.js';
import { knownOffer } from '../../chain/known-offer.js';
import { sendAll } from '../../chain/multicall.js';
import { offerChanges } from '../../chain/offer-changes.js';
import { offerInfo } from '../../chain/offer-info.js';
import { wantedOffers } from '../../chain/offers.js';
import { readProviderFile } from '../../chain/provider-file.js';
import { openChain } from '../../chain/session.js';
import { paymentToken } from '../../chain/token.js';
import type { CliContext } from '../../context.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { projectRoot } from '../../project/project-root.js';
import type { OfferFlags } from './offer-flags.js';

export const update = printing(updateOffers);

async function updateOffers(context: CliContext, flags: OfferFlags): Promise<CommandResult> {
  const provider = await readProviderFile(projectRoot(context));
  const session = await openChain(context, flags);
  const token = await paymentToken(session);
  const offers = await wantedOffers(session, provider, { names: flags.offers, token });
  const recorded = await recordedOffers(fluenceDir(context));
  const changed = await Promise.all(
    offers.map(async (offer) => {
      const id = await knownOffer(session, offer, recorded.get(offer.name));
      const there = await offerInfo(session, { name: offer.name, id }, token);
      const changes = offerChanges(session, offer, there, token);
      return { name: offer.name, id, changes };
    }),
  );
  const some = changed.filter(({ changes }) => changes.length > 0);
  if (some.length === 0) progress(context, 'No changes found for selected offers');
  for (const { name, id, changes } of some) {
    const lines = changes.map(({ text }) => text).join('\n');
    progress(context, `Offer ${name} with id ${id}:\n${lines}\n`);
    await sendAll(
      session,
      session.kit.ADDRESSES.market,
      changes.flatMap(({ calls }) => calls),
    );
  }
  const json = some.map(({ name, id, changes }) => ({ name, id, changes: changes.map(({ text }) => text) }));
  return { text: '', json: { updated: json } };
}
