import { cidFromChain } from '../codec/cid.js';
import { dealAddress, dealIdOf } from '../codec/deal-id.js';
import { isZero, toHex, toNumber } from '../codec/hex.js';
import { peerIdFromChain } from '../codec/peer-id.js';
import { LISTING_ATTEMPTS, MAX_DEALS_OF_PEER, NO_ADDRESS } from '../constants.js';
import { ChainError } from '../errors.js';
import type { DealState, DesiredDeal, DesiredListing, Unread } from '../plan/facts.js';
import type { Rpc } from '../rpc.js';
import { deal } from './contracts.js';
import { facadeGeneration, type Generation, type UnitRow, type WorkerRow } from './generation.js';
import { atBlock, mapped, type Query, query, type Read, read, readAll } from './query.js';
import { Remembered } from './remembered.js';
import { dealStatusOf } from './statuses.js';

/** What the chain says of the deals of a peer, for `plan`. */
export interface PeerDeals {
  readonly desired: DesiredListing;
  /** The worker that it has for each deal, a peer id; null for none. */
  readonly chain: ReadonlyMap<string, string | null>;
  /** Hash of its block 0, 0x-hex: a chain that was begun anew under the same id has another. */
  readonly firstBlock: string;
}

/** A worker of a deal, as anybody may know. */
export interface SubnetWorker {
  /** 0x-hex. */
  readonly unitIds: readonly string[];
  readonly hostId: string;
  /** Nothing before it is registered. */
  readonly workerId: string | undefined;
}

export interface DealsOptions {
  /** @default the facade of a local chain */
  readonly generation?: Generation;
  /** Id of the chain that it must be. @default any */
  readonly chainId?: number;
  /** What was read before of this peer. @default nothing */
  readonly remembered?: Remembered;
}

/**
 * Three requests: the block, which units are in which deals, all that is to be known of these, at that block. A deal that cannot be
 * read is in the answer, as such. Where nothing can be read at the block any more, or not yet, another one is taken, a few times.
 * @throws ChainError as `Rpc.batch` when the deals are not known: never with some of them; `LIMIT` for too many, `INVALID` for another chain
 */
export async function dealsOfPeer(rpc: Rpc, peerId: string, options: DealsOptions = {}): Promise<PeerDeals> {
  for (let left = LISTING_ATTEMPTS; ; left -= 1) {
    try {
      return await dealsAt(rpc, peerId, options);
    } catch (error) {
      if (left === 1 || !(error instanceof ChainError) || error.code !== 'RPC_FAILED') throw error;
    }
  }
}

async function dealsAt(
  rpc: Rpc,
  peerId: string,
  { generation = facadeGeneration(), chainId, remembered = new Remembered() }: DealsOptions,
): Promise<PeerDeals> {
  const asked = remembered.query('units', generation.unitsOf(peerId));
  const { block, firstBlock } = await headOf(rpc, chainId);
  const units = unitsByDeal(await read(rpc, atBlock(asked, block)));
  const rows = await statesOf(rpc, units, { generation, block, remembered });
  remembered.endRound();
  return {
    desired: { ok: true, block, deals: rows.map((row) => row.deal) },
    chain: new Map(
      rows.flatMap(({ deal: { dealId }, worker }) => (worker === undefined ? [] : [[dealId, worker]])),
    ),
    firstBlock,
  };
}

/** Of a chain that is another one, no deals are this peer's, and none are gone. */
async function headOf(rpc: Rpc, chainId: number | undefined): Promise<{ block: number; firstBlock: string }> {
  const [block, id, first] = await rpc.batch([
    { method: 'eth_blockNumber' },
    { method: 'eth_chainId' },
    { method: 'eth_getBlockByNumber', params: ['0x0', false] },
  ]);
  if (!block!.ok) throw block!.error;
  if (!id!.ok) throw id!.error;
  if (!first!.ok) throw first!.error;
  const found = toNumber(id!.result);
  if (chainId !== undefined && found !== chainId)
    throw new ChainError('INVALID', `This is chain ${found}, not ${chainId}`);
  return { block: toNumber(block!.result), firstBlock: hashOf(first!.result) };
}

function hashOf(block: unknown): string {
  const { hash } = (block ?? {}) as { hash?: unknown };
  if (typeof hash === 'string' && /^0x[0-9a-f]{64}$/i.test(hash)) return hash.toLowerCase();
  throw new ChainError('INVALID', 'The chain does not say which its first block is');
}

/** By the address of the deal. */
type UnitsByDeal = ReadonlyMap<string, readonly UnitRow[]>;

function unitsByDeal(units: readonly UnitRow[]): UnitsByDeal {
  const found = new Map<string, UnitRow[]>();
  for (const unit of units) {
    const those = found.get(unit.deal);
    if (those !== undefined) those.push(unit);
    else if (unit.deal !== NO_ADDRESS) found.set(unit.deal, [unit]);
  }
  if (found.size <= MAX_DEALS_OF_PEER) return found;
  throw new ChainError('LIMIT', `The peer is in ${found.size} deals, more than ${MAX_DEALS_OF_PEER}`);
}

interface DealRow {
  readonly deal: DesiredDeal;
  /** Nothing when it could not be read. */
  readonly worker: string | null | undefined;
}

interface StatesOptions extends Required<Pick<DealsOptions, 'generation' | 'remembered'>> {
  readonly block: number;
}

/** All of them in one batch. */
async function statesOf(rpc: Rpc, found: UnitsByDeal, options: StatesOptions): Promise<DealRow[]> {
  const deals = [...found].map(([address, units]) => ({ address, ...unitsOf(units) }));
  const asked = deals.flatMap((of) => questionsOn(of, options));
  const reads = await readAll<unknown[]>(rpc, asked);
  return deals.map((of, at) => dealOf(of, reads.slice(3 * at, 3 * at + 3) as DealReads));
}

interface UnitsOfDeal {
  readonly address: string;
  readonly unitIds: readonly string[];
  readonly onchainWorkerId: string;
  /** There should be one. */
  readonly workers: number;
}

function unitsOf(units: readonly UnitRow[]): Omit<UnitsOfDeal, 'address'> {
  const workers = new Set(units.map((unit) => toHex(unit.onchainWorkerId)));
  const [onchainWorkerId] = workers;
  return {
    unitIds: units.map(({ id }) => toHex(id)),
    onchainWorkerId: onchainWorkerId!,
    workers: workers.size,
  };
}

function questionsOn(
  { address, onchainWorkerId: id }: UnitsOfDeal,
  { generation, block, remembered }: StatesOptions,
): Query<unknown>[] {
  const app = mapped(query(address, deal.appCID), cidFromChain);
  const worker = mapped(generation.workersOf(address), (rows) => workerIn(rows, id));
  return [
    remembered.query(`${address} status`, query(address, deal.getStatus)),
    remembered.query(`${address} app`, app),
    remembered.query(`${address} worker ${id}`, worker),
  ].map((asked) => atBlock<unknown>(asked, block));
}

type DealReads = [status: Read<bigint>, app: Read<string>, worker: Read<string | null>];

function dealOf(
  { address, unitIds, onchainWorkerId, workers }: UnitsOfDeal,
  [status, app, worker]: DealReads,
): DealRow {
  const of = { dealId: dealIdOf(address), unitIds, onchainWorkerId };
  if (workers > 1)
    return { deal: { ...of, state: unread('It has several workers of this peer') }, worker: undefined };
  return { deal: { ...of, state: stateOf(status, app) }, worker: worker.ok ? worker.value : undefined };
}

function stateOf(status: Read<bigint>, app: Read<string>): DealState | Unread {
  if (!status.ok) return unread(status.error.message);
  if (!app.ok) return unread(app.error.message);
  const name = dealStatusOf(status.value);
  if (name === undefined) return unread(`Unsupported deal status: ${status.value}`);
  return { ok: true, status: name, appCid: app.value };
}

/** A peer id; null for none. */
function workerIn(rows: readonly WorkerRow[], onchainId: string): string | null {
  const row = rows.find((worker) => toHex(worker.onchainId) === onchainId);
  return row === undefined ? null : (workerIdOf(row.offchainId) ?? null);
}

const workerIdOf = (key: Uint8Array): string | undefined => (isZero(key) ? undefined : peerIdFromChain(key));

const unread = (error: string): Unread => ({ ok: false, error });

/**
 * @param dealId with or without 0x, in any case
 * @param generation @default that of the facade
 * @throws ChainError as `Rpc.call`, and `INVALID` for what is no deal id, or no deal
 */
export async function workersOfDeal(
  rpc: Rpc,
  dealId: string,
  generation: Generation = facadeGeneration(),
): Promise<SubnetWorker[]> {
  const address = dealAddress(dealId);
  const rows = await read(rpc, generation.workersOf(dealId)).catch((cause) => {
    throw cause instanceof ChainError && cause.code === 'INVALID'
      ? new ChainError('INVALID', `There is no deal at ${address}`, { cause })
      : cause;
  });
  return rows.map((row) => ({
    unitIds: row.computeUnitIds.map(toHex),
    hostId: peerIdFromChain(row.peerId),
    workerId: workerIdOf(row.offchainId),
  }));
}
