import { idBytes } from './ids.js';
import { chainCid } from './make-deal.js';
import type { OfferInfo } from './offer-info.js';
import { newPeer, type WantedOffer } from './offers.js';
import type { ProviderPeer } from './provider-peers.js';
import type { ChainSession } from './session.js';
import type { PaymentToken } from './token.js';

/** A difference between provider.yaml and the market, and the calls of the market that end it. */
export interface OfferChange {
  readonly text: string;
  readonly calls: readonly Uint8Array[];
}

type PeerThere = OfferInfo['peers'][number];

/** Peers and units that go come first: what comes may be what goes elsewhere. */
export function offerChanges(
  session: ChainSession,
  offer: WantedOffer,
  there: OfferInfo,
  token: PaymentToken,
): OfferChange[] {
  const { market } = session.kit.contracts;
  const id = idBytes(there.offerId, 'an offer');
  const wanted = new Map(offer.peers.map((peer) => [peer.peerId, peer]));
  const known = new Set(there.peers.map(({ peerId }) => peerId));
  const price = token.format(offer.price);
  return [
    ...there.peers.filter(({ peerId }) => !wanted.has(peerId)).map((peer) => removal(session, peer)),
    ...offer.peers.filter(({ peerId }) => !known.has(peerId)).map((peer) => addition(session, id, peer)),
    ...effectorChanges(session, id, [there.effectors, offer.terms.effectors]),
    ...there.peers.flatMap((peer) => unitChanges(session, peer, wanted.get(peer.peerId))),
    ...(price === there.pricePerEpoch
      ? []
      : [
          {
            text: `\nchanging minPricePerWorker from ${there.pricePerEpoch} to ${price}`,
            calls: [market.changeMinPricePerWorkerEpoch.encodeInput({ offerId: id, price: offer.price })],
          },
        ]),
  ];
}

function removal({ kit }: ChainSession, { peerId, unitIds }: PeerThere): OfferChange {
  const { market } = kit.contracts;
  return {
    text: `\nRemoving peer ${peerId} with compute units:\n${unitIds.join('\n')}`,
    calls: [
      ...unitIds.map((unit) => market.removeComputeUnit.encodeInput(idBytes(unit, 'a compute unit'))),
      market.removeComputePeer.encodeInput(kit.peerIdToChain(peerId)),
    ],
  };
}

function addition({ kit }: ChainSession, offerId: Uint8Array, peer: ProviderPeer): OfferChange {
  const added = kit.peerToChain(newPeer(peer));
  return {
    text: `\nAdding peer ${peer.peerId} with compute units:\n${added.unitIds.map(kit.toHex).join('\n')}`,
    calls: [kit.contracts.market.addComputePeers.encodeInput({ offerId, newPeers: [added] })],
  };
}

function effectorChanges(
  session: ChainSession,
  offerId: Uint8Array,
  [before, after]: readonly [readonly string[], readonly string[]],
): OfferChange[] {
  const { market } = session.kit.contracts;
  const gone = before.filter((cid) => !after.includes(cid));
  const come = after.filter((cid) => !before.includes(cid));
  const change = (word: string, cids: readonly string[], method: typeof market.addEffector): OfferChange[] =>
    cids.length === 0
      ? []
      : [
          {
            text: `\n${word} effectors:\n${cids.join('\n')}`,
            calls: [method.encodeInput({ offerId, effectors: cids.map((cid) => chainCid(session, cid)) })],
          },
        ];
  return [...change('Removing', gone, market.removeEffector), ...change('Adding', come, market.addEffector)];
}

function unitChanges(
  { kit }: ChainSession,
  { peerId, unitIds }: PeerThere,
  wanted: ProviderPeer | undefined,
): OfferChange[] {
  const { market } = kit.contracts;
  const more = (wanted?.computeUnits ?? unitIds.length) - unitIds.length;
  if (more > 0) {
    const added = kit.newUnitIds(more);
    const call = market.addComputeUnits.encodeInput({ peerId: kit.peerIdToChain(peerId), unitIds: added });
    const text = `\nAdding compute units to peer ${peerId}:\n${added.map(kit.toHex).join('\n')}`;
    return [{ text, calls: [call] }];
  }
  const gone = more === 0 ? [] : unitIds.slice(more);
  if (gone.length === 0) return [];
  const calls = gone.map((unit) => market.removeComputeUnit.encodeInput(idBytes(unit, 'a compute unit')));
  return [{ text: `\nRemoving compute units from peer ${peerId}:\n${gone.join('\n')}`, calls }];
}
