/** The four queries of upstream's CLI, as our own words for what it asks (spec/deals.md §4). */
export const OFFER_DETAILS = `
  fragment E on Effector { id description }
  fragment U on ComputeUnit { id workerId provider { id } }
  fragment O on Offer {
    id createdAt updatedAt pricePerEpoch
    paymentToken { id symbol decimals }
    computeUnitsTotal computeUnitsAvailable
    effectors { effector { ...E } }
    provider { id approved name }
    peers(where: { deleted: false }) { id computeUnits(where: { deleted: false }) { ...U } }
  }
  query OfferDetailsQuery($where: Offer_filter, $first: Int, $skip: Int, $by: Offer_orderBy, $to: OrderDirection) {
    offers(where: $where, first: $first, skip: $skip, orderBy: $by, orderDirection: $to) { ...O }
  }`;

export const DEAL = `
  query DealQuery($id: ID!) {
    deal(id: $id) {
      id maxWorkersPerProvider minWorkers pricePerWorkerEpoch paymentToken { id } targetWorkers
      addedComputeUnits { id provider { id } }
      effectors { effector { id } }
      providersAccessType
      providersAccessList { provider { id } }
    }
    _meta { block { timestamp } }
    graphNetworks(first: 1) { coreEpochDuration initTimestamp }
  }`;

export const OFFERS = `
  query OffersQuery($where: Offer_filter, $peers: Peer_filter, $units: ComputeUnit_filter, $peersFirst: Int,
    $unitsFirst: Int, $first: Int, $skip: Int, $peersSkip: Int, $unitsSkip: Int) {
    offers(where: $where, first: $first, skip: $skip) {
      id
      peers(where: $peers, first: $peersFirst, skip: $peersSkip) {
        id
        computeUnits(where: $units, first: $unitsFirst, skip: $unitsSkip) { id }
      }
    }
  }`;

export const DEALS = `
  query DealsQuery($where: Deal_filter, $first: Int, $by: Deal_orderBy, $to: OrderDirection) {
    deals(where: $where, first: $first, orderBy: $by, orderDirection: $to) { id }
  }`;

/** What the matcher of that CLI asks for. */
export const matcherFilters = (
  deal: { readonly id: string; readonly price: string; readonly token: string },
  epoch: string,
  { effectors = [] as string[], providers = {} as object } = {},
) => ({
  where: {
    ...{ pricePerEpoch_lte: deal.price, paymentToken: deal.token, computeUnitsAvailable_gt: 0 },
    ...(effectors.length > 0 && { effectors_: { effector_in: effectors } }),
    provider_: providers,
    peers_: {
      ...{ deleted: false, currentCapacityCommitment_not: null, currentCCCollateralDepositedAt_lte: epoch },
      ...{ currentCCEndEpoch_gt: epoch, currentCCNextCCFailedEpoch_gt: epoch },
    },
  },
  peers: {
    and: [
      {
        deleted: false,
        computeUnits_: { deal: null, deleted: false },
        currentCapacityCommitment_not: null,
        currentCapacityCommitment_: {
          ...{ startEpoch_lte: epoch, endEpoch_gt: epoch, nextCCFailedEpoch_gt: epoch, deleted: false },
          status_not_in: ['WaitDelegation', 'Removed', 'Failed'],
        },
      },
      { or: [{ joinedDeals_: { deal_not: deal.id } }, { isAnyJoinedDeals: false }] },
    ],
  },
  units: { deal: null, deleted: false },
  unitsFirst: 1,
});
