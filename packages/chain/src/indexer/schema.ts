import type {
  CommitmentEntity,
  DealEntity,
  OfferEntity,
  PeerEntity,
  ProviderEntity,
  TokenEntity,
  UnitEntity,
  World,
} from './world.js';

/** A value as JSON has it, one entity or none, or several: what a field of a type is. */
export type Field =
  | { readonly kind: 'value'; get(entity: never, world: World): string | number | boolean | null }
  | { readonly kind: 'one'; readonly type: TypeName; get(entity: never, world: World): object | null }
  | { readonly kind: 'many'; readonly type: TypeName; get(entity: never, world: World): readonly object[] };

export type TypeName =
  | 'Query'
  | 'Meta'
  | 'Block'
  | 'GraphNetwork'
  | 'Provider'
  | 'Token'
  | 'Effector'
  | 'EffectorLink'
  | 'ProviderLink'
  | 'DealLink'
  | 'Offer'
  | 'Peer'
  | 'ComputeUnit'
  | 'CapacityCommitment'
  | 'Deal';

interface Id {
  readonly id: string;
}

/** Functions of a class are never asked for by name: fields are what stands here. */
type Fields = ReadonlyMap<string, Field>;

const value = <Entity>(get: (entity: Entity, world: World) => string | number | boolean | null): Field => ({
  kind: 'value',
  get,
});
const one = <Entity>(
  type: TypeName,
  get: (entity: Entity, world: World) => object | null | undefined,
): Field => ({
  kind: 'one',
  type,
  get: (entity, world) => get(entity, world) ?? null,
});
const many = <Entity>(type: TypeName, get: (entity: Entity, world: World) => readonly object[]): Field => ({
  kind: 'many',
  type,
  get,
});
const fields = (of: Readonly<Record<string, Field>>): Fields => new Map(Object.entries(of));

const found = <Entity>(ids: Iterable<string>, among: ReadonlyMap<string, Entity>): Entity[] =>
  [...ids].flatMap((id) => among.get(id) ?? []);
const effectorsOf = (ids: Iterable<string>) => [...ids].map((id) => ({ id, effector: { id } }));
const isNever = value(() => false);
const id = value<Id>((entity) => entity.id);

const commitmentOf = (peer: PeerEntity, { commitments }: World): CommitmentEntity | undefined =>
  peer.commitment === undefined ? undefined : commitments.get(peer.commitment);
const unitsOf = (peer: PeerEntity, { units }: World): UnitEntity[] => found(peer.units, units);
const dealsOf = (peer: PeerEntity, world: World): Id[] =>
  [...new Set(unitsOf(peer, world).flatMap((unit) => unit.deal ?? []))].map((deal) => ({ id: deal }));
const unitsOfOffer = (offer: OfferEntity, world: World): UnitEntity[] =>
  found(offer.peers, world.peers).flatMap((peer) => unitsOf(peer, world));
const providerOf = (unit: UnitEntity, { peers, offers }: World): string =>
  offers.get(peers.get(unit.peer)?.offer ?? '')?.provider ?? '';
const providerBy = (address: string, { providers }: World): ProviderEntity =>
  providers.get(address) ?? { id: address, name: '' };
const tokenBy = (address: string, { tokens }: World): TokenEntity =>
  tokens.get(address) ?? { id: address, symbol: address, decimals: 0 };
/** Epochs of a commitment that nobody has deposited for: it has not begun, and ends before any. */
const epoch = (value: bigint | undefined): string => String(value ?? 0n);
// No commitment fails here: what would be the epoch of that is its end.
const endOf = (peer: PeerEntity, world: World) => epoch(commitmentOf(peer, world)?.endEpoch);

/** What may be asked for, type by type. Integers of the chain are decimal strings, as The Graph has them. */
export const SCHEMA: Readonly<Record<TypeName, Fields>> = {
  Query: fields({
    offers: many('Offer', (_, { offers }) => [...offers.values()]),
    deals: many('Deal', (_, { deals }) => [...deals.values()]),
    graphNetworks: many('GraphNetwork', (_, { network }) => [network]),
    _meta: one('Meta', (_, { head }) => head),
  }),
  Meta: fields({ block: one<World['head']>('Block', (head) => head) }),
  Block: fields({
    number: value<World['head']>((head) => head.number),
    timestamp: value<World['head']>((head) => head.timestamp),
  }),
  GraphNetwork: fields({
    id: value(() => '1'),
    coreEpochDuration: value<World['network']>((network) => network.epochDuration),
    initTimestamp: value<World['network']>((network) => network.initTimestamp),
  }),
  Provider: fields({
    id,
    name: value<ProviderEntity>((provider) => provider.name),
    approved: value<ProviderEntity>((provider) => provider.name !== ''),
  }),
  Token: fields({
    id,
    symbol: value<TokenEntity>((token) => token.symbol),
    decimals: value<TokenEntity>((token) => token.decimals),
  }),
  Effector: fields({ id, description: value(() => '') }),
  EffectorLink: fields({ id, effector: one<{ effector: Id }>('Effector', (link) => link.effector) }),
  ProviderLink: fields({ id, provider: one<Id>('Provider', (link, world) => providerBy(link.id, world)) }),
  DealLink: fields({ id, deal: one<Id>('Deal', (link, { deals }) => deals.get(link.id)) }),
  Offer: fields({
    id,
    createdAt: value<OfferEntity>((offer) => String(offer.createdAt)),
    updatedAt: value<OfferEntity>((offer) => String(offer.updatedAt)),
    pricePerEpoch: value<OfferEntity>((offer) => String(offer.price)),
    paymentToken: one<OfferEntity>('Token', (offer, world) => tokenBy(offer.token, world)),
    computeUnitsTotal: value<OfferEntity>((offer, world) => unitsOfOffer(offer, world).length),
    computeUnitsAvailable: value<OfferEntity>(
      (offer, world) => unitsOfOffer(offer, world).filter((unit) => unit.deal === undefined).length,
    ),
    effectors: many<OfferEntity>('EffectorLink', (offer) => effectorsOf(offer.effectors)),
    provider: one<OfferEntity>('Provider', (offer, world) => providerBy(offer.provider, world)),
    peers: many<OfferEntity>('Peer', (offer, { peers }) => found(offer.peers, peers)),
  }),
  Peer: fields({
    id,
    deleted: isNever,
    offer: one<PeerEntity>('Offer', (peer, { offers }) => offers.get(peer.offer)),
    computeUnits: many<PeerEntity>('ComputeUnit', unitsOf),
    isAnyJoinedDeals: value<PeerEntity>((peer, world) => dealsOf(peer, world).length > 0),
    joinedDeals: many<PeerEntity>('DealLink', dealsOf),
    currentCapacityCommitment: one<PeerEntity>('CapacityCommitment', commitmentOf),
    currentCCCollateralDepositedAt: value<PeerEntity>((peer, world) =>
      epoch(commitmentOf(peer, world)?.startEpoch),
    ),
    currentCCEndEpoch: value<PeerEntity>(endOf),
    currentCCNextCCFailedEpoch: value<PeerEntity>(endOf),
  }),
  ComputeUnit: fields({
    id,
    deleted: isNever,
    workerId: value<UnitEntity>((unit) => unit.workerId ?? null),
    deal: one<UnitEntity>('Deal', (unit, { deals }) => deals.get(unit.deal ?? '')),
    peer: one<UnitEntity>('Peer', (unit, { peers }) => peers.get(unit.peer)),
    provider: one<UnitEntity>('Provider', (unit, world) => providerBy(providerOf(unit, world), world)),
  }),
  CapacityCommitment: fields({
    id,
    deleted: value<CommitmentEntity>((commitment) => commitment.status === 'Removed'),
    status: value<CommitmentEntity>((commitment) => commitment.status),
    startEpoch: value<CommitmentEntity>((commitment) => epoch(commitment.startEpoch)),
    endEpoch: value<CommitmentEntity>((commitment) => epoch(commitment.endEpoch)),
    nextCCFailedEpoch: value<CommitmentEntity>((commitment) => epoch(commitment.endEpoch)),
  }),
  Deal: fields({
    id,
    createdAt: value<DealEntity>((deal) => String(deal.createdAt)),
    minWorkers: value<DealEntity>((deal) => deal.minWorkers),
    targetWorkers: value<DealEntity>((deal) => deal.targetWorkers),
    maxWorkersPerProvider: value<DealEntity>((deal) => deal.maxWorkersPerProvider),
    pricePerWorkerEpoch: value<DealEntity>((deal) => String(deal.price)),
    paymentToken: one<DealEntity>('Token', (deal, world) => tokenBy(deal.token, world)),
    effectors: many<DealEntity>('EffectorLink', (deal) => effectorsOf(deal.effectors)),
    providersAccessType: value<DealEntity>((deal) => deal.accessType),
    providersAccessList: many<DealEntity>('ProviderLink', (deal) =>
      deal.accessList.map((address) => ({ id: address })),
    ),
    addedComputeUnits: many<DealEntity>('ComputeUnit', (deal, { units }) => found(deal.units, units)),
  }),
};
