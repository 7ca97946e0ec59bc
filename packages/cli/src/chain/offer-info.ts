import { stringify } from 'yaml';
import { z } from 'zod';
import { CliError } from '../errors.js';
import { idBytes } from './ids.js';
import { askIndexer } from './indexer.js';
import type { ChainSession } from './session.js';
import type { PaymentToken } from './token.js';

const QUERY = `query OfferDetailsQuery($where: Offer_filter) {
  offers(where: $where) {
    id createdAt updatedAt computeUnitsTotal computeUnitsAvailable
    effectors { effector { id } }
    provider { id }
    peers(where: { deleted: false }, first: 1000) { id computeUnits(where: { deleted: false }, first: 1000) { id } }
  }
}`;
const number = z.union([z.string(), z.number()]).transform(Number);
const shape = z.looseObject({
  offers: z.array(
    z.looseObject({
      ...{ id: z.string(), createdAt: number, updatedAt: number },
      ...{ computeUnitsTotal: number, computeUnitsAvailable: number },
      effectors: z.array(z.looseObject({ effector: z.looseObject({ id: z.string() }) })),
      provider: z.looseObject({ id: z.string() }),
      peers: z.array(
        z.looseObject({ id: z.string(), computeUnits: z.array(z.looseObject({ id: z.string() })) }),
      ),
    }),
  ),
});

/** What chain and indexer say of an offer. */
export interface OfferInfo {
  readonly name: string;
  readonly providerId: string;
  readonly offerId: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** With its symbol. */
  readonly pricePerEpoch: string;
  /** CIDs. */
  readonly effectors: readonly string[];
  readonly totalComputeUnits: number;
  readonly freeComputeUnits: number;
  readonly peers: readonly { readonly peerId: string; readonly unitIds: readonly string[] }[];
}

/** @throws CliError `CHAIN_REFUSED` when there is no such offer, or not all of it is told; `NO_CHAIN`, `BAD_ARGUMENT` */
export async function offerInfo(
  session: ChainSession,
  { name, id }: { readonly name: string; readonly id: string },
  token: PaymentToken,
): Promise<OfferInfo> {
  const { kit, ask } = session;
  const offer = await ask(kit.ADDRESSES.market, kit.contracts.market.getOffer, idBytes(id, 'an offer'));
  const found = await indexed(session, id);
  const bytesOf = (hex: string) => kit.fromHex(hex.startsWith('0x') ? hex : `0x${hex}`);
  return {
    ...{ name, offerId: id, providerId: offer.provider },
    ...{ createdAt: timeOf(found.createdAt), updatedAt: timeOf(found.updatedAt) },
    pricePerEpoch: token.format(offer.minPricePerWorkerEpoch),
    effectors: found.effectors.map(({ effector }) => {
      const bytes = bytesOf(effector.id);
      return kit.cidFromChain({ prefixes: bytes.slice(0, 4), hash: bytes.slice(4) });
    }),
    totalComputeUnits: found.computeUnitsTotal,
    freeComputeUnits: found.computeUnitsAvailable,
    peers: found.peers.map((peer) => ({
      peerId: kit.peerIdFromChain(bytesOf(peer.id)),
      unitIds: peer.computeUnits.map((unit) => unit.id),
    })),
  };
}

const timeOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** With all of its units: who made changes by some of them would add what is there. */
async function indexed(session: ChainSession, id: string) {
  const variables = { where: { id: session.kit.toHex(idBytes(id, 'an offer')) } };
  const { offers } = await askIndexer(session, { query: QUERY, variables, shape });
  const [found] = offers;
  if (found === undefined) throw new CliError('CHAIN_REFUSED', `The indexer does not have the offer ${id}`);
  const listed = found.peers.reduce((sum, { computeUnits }) => sum + computeUnits.length, 0);
  if (listed === found.computeUnitsTotal) return found;
  throw new CliError(
    'CHAIN_REFUSED',
    `The indexer lists ${listed} of the ${found.computeUnitsTotal} compute units of the offer ${id}: it lists 1000 at most of a peer`,
  );
}

/** Lines as upstream's `offer-info` has them. */
function offerInfoText(info: OfferInfo): string {
  const shown = {
    'Provider ID': info.providerId,
    'Offer ID': info.offerId,
    'Created At': info.createdAt,
    'Last Updated At': info.updatedAt,
    'Price Per Epoch': info.pricePerEpoch,
    Effectors: info.effectors,
    'Total compute units': info.totalComputeUnits,
    'Free compute units': info.freeComputeUnits,
    Peers: info.peers.map(({ peerId, unitIds }) => ({ 'Peer ID': peerId, 'CU Count': unitIds.length })),
  };
  return `Offer: ${info.name}\n${stringify(shown, { lineWidth: 0 })}`;
}

/** Of several. */
export const offersText = (infos: readonly OfferInfo[]): string =>
  `Got offers info from chain:\n\n${infos.map(offerInfoText).join('\n\n')}`;
