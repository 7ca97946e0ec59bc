import { marketEvents } from '../client/contracts.js';
import { toHex } from '../codec/hex.js';
import { cidKey, type Handler, on } from './handler.js';
import type { OfferEntity, World } from './world.js';

const providers = [
  on(marketEvents.ProviderInfoUpdated, ({ providers }, { provider, name }) => {
    providers.set(provider, { id: provider, name });
  }),
];

const offers = [
  on(marketEvents.MarketOfferRegistered, (world, values, { timestamp }) => {
    const id = toHex(values.offerId);
    world.offers.set(id, {
      ...{ id, provider: values.provider, createdAt: timestamp, updatedAt: timestamp },
      ...{ price: values.minPricePerWorkerEpoch, token: values.paymentToken },
      ...{ effectors: new Set(values.effectors.map(cidKey)), peers: new Set<string>() },
    });
  }),
  on(marketEvents.OfferRemoved, (world, { offerId }) => {
    world.offers.delete(toHex(offerId));
  }),
  on(marketEvents.MinPricePerEpochUpdated, (world, { offerId, minPricePerWorkerEpoch }, { timestamp }) => {
    change(world, offerId, timestamp, (offer) => {
      offer.price = minPricePerWorkerEpoch;
    });
  }),
  on(marketEvents.PaymentTokenUpdated, (world, { offerId, paymentToken }, { timestamp }) => {
    change(world, offerId, timestamp, (offer) => {
      offer.token = paymentToken;
    });
  }),
  on(marketEvents.EffectorAdded, (world, { offerId, effector }, { timestamp }) => {
    change(world, offerId, timestamp, (offer) => offer.effectors.add(cidKey(effector)));
  }),
  on(marketEvents.EffectorRemoved, (world, { offerId, effector }, { timestamp }) => {
    change(world, offerId, timestamp, (offer) => offer.effectors.delete(cidKey(effector)));
  }),
];

const peers = [
  on(marketEvents.PeerCreated, (world, { offerId, peerId }, { timestamp }) => {
    const [id, offer] = [toHex(peerId), toHex(offerId)];
    world.peers.set(id, { id, offer, units: new Set(), commitment: undefined });
    change(world, offerId, timestamp, ({ peers }) => peers.add(id));
  }),
  on(marketEvents.PeerRemoved, (world, { offerId, peerId }, { timestamp }) => {
    world.peers.delete(toHex(peerId));
    change(world, offerId, timestamp, ({ peers }) => peers.delete(toHex(peerId)));
  }),
  on(marketEvents.ComputeUnitCreated, ({ units, peers }, { peerId, unitId }) => {
    const [id, peer] = [toHex(unitId), toHex(peerId)];
    units.set(id, { id, peer, deal: undefined, workerId: undefined });
    peers.get(peer)?.units.add(id);
  }),
  on(marketEvents.ComputeUnitRemoved, ({ units, peers }, { peerId, unitId }) => {
    units.delete(toHex(unitId));
    peers.get(toHex(peerId))?.units.delete(toHex(unitId));
  }),
];

const matches = [
  on(marketEvents.ComputeUnitAddedToDeal, ({ units, deals }, { unitId, deal }) => {
    const unit = units.get(toHex(unitId));
    if (unit !== undefined) unit.deal = deal;
    deals.get(deal)?.units.add(toHex(unitId));
  }),
  on(marketEvents.ComputeUnitRemovedFromDeal, ({ units, deals }, { unitId, deal }) => {
    const unit = units.get(toHex(unitId));
    if (unit !== undefined) Object.assign(unit, { deal: undefined, workerId: undefined });
    deals.get(deal)?.units.delete(toHex(unitId));
  }),
];

/** What the market says. */
export const marketHandlers: readonly Handler[] = [...providers, ...offers, ...peers, ...matches];

function change(world: World, id: Uint8Array, timestamp: number, write: (offer: OfferEntity) => void): void {
  const offer = world.offers.get(toHex(id));
  if (offer === undefined) return;
  offer.updatedAt = timestamp;
  write(offer);
}
