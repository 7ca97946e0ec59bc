import type { Clock } from '@noctiluca/common/clock';
import type { Bounds } from '../bounds.js';
import {
  FULL_FROM,
  MAX_GIVING_WAY_AT_ONCE,
  MAX_HOLDERS_COMPARED,
  RESERVE_ONE_IN,
  TOMBSTONE_BYTES,
  TOMBSTONES_FORGOTTEN_ONE_IN,
} from '../constants.js';
import {
  type Account,
  type AccountClass,
  CLASSES,
  type Holder,
  KINDS,
  type Kind,
  type Origin,
  type Payer,
} from './account.js';
import { Accounts } from './accounts.js';
import { Scoreboard } from './scoreboard.js';
import { createTombstoneSweep, type TombstoneSweep } from './tombstone-sweep.js';

export interface LedgerInit {
  readonly bounds: Pick<Bounds, 'maxActors' | 'maxDataBytes' | 'maxTombstones'>;
  /** Whether an author is this peer's own: the host, a worker, the management. */
  readonly isOurs: (authorPeerId: string) => boolean;
}

/** What something needs in order to be taken on. */
export interface Ask {
  readonly bytes: number;
  /** @default 0 */
  readonly actors?: number;
}

export interface HoldingsQuery {
  /** @default author */
  readonly class?: AccountClass;
  /** Holders at most. */
  readonly limit: number;
}

/** What one author, connection, address or site holds. */
export interface Holding extends Readonly<Record<Kind, number>> {
  readonly key: string;
  /** The host, a worker or the management; of connections, what was made here. */
  readonly isOurs: boolean;
  /** Time of AquaVM that it used lately; halves by and by. */
  readonly avmMs: number;
}

/** The ledger as a list. */
export interface Holdings {
  readonly total: Readonly<Record<Kind, number>>;
  readonly bounds: { readonly bytes: number; readonly actors: number; readonly tombstones: number };
  /** Accounts of the class that hold something. */
  readonly accounts: number;
  readonly class: AccountClass;
  /** Largest first, by bytes. */
  readonly holders: readonly Holding[];
}

/** Connection of what was made here. */
const SELF = 'self';

const perClass = <T>(make: (ofClass: AccountClass) => T): Record<AccountClass, T> => ({
  author: make('author'),
  connection: make('connection'),
  prefix: make('prefix'),
  site: make('site'),
});
const perKind = <T>(make: () => T): Record<Kind, T> => ({
  bytes: make(),
  actors: make(),
  queued: make(),
  tombstones: make(),
});

/**
 * Accounts, per author, per connection, per address and per site, what particles hold on this peer, and says who gives way when
 * something is scarce: whoever holds most of it (docs/adr/021). Each event costs the same, however many there are.
 */
export class Ledger {
  readonly #bounds: LedgerInit['bounds'];
  readonly #isOurs: LedgerInit['isOurs'];
  readonly #clock: Clock;
  readonly #accounts = perClass((ofClass) => new Accounts(ofClass));
  readonly #scores = perClass(() => perKind(() => new Scoreboard<Account>()));
  readonly #total = perKind(() => 0);
  readonly #sweep: TombstoneSweep;
  #leavingBytes = 0;
  #giveWay: (holder: Holder) => void = () => {};

  constructor({ bounds, isOurs }: LedgerInit, clock: Clock) {
    this.#bounds = bounds;
    this.#isOurs = isOurs;
    this.#clock = clock;
    this.#sweep = createTombstoneSweep(clock, (author, key) => this.#exhume(author, key));
  }

  /** How much of each kind all together have. */
  get total(): Readonly<Record<Kind, number>> {
    return this.#total;
  }

  /** Authors, connections and addresses that hold something. */
  get accounts(): number {
    return CLASSES.reduce((sum, ofClass) => sum + this.#accounts[ofClass].size, 0);
  }

  /** Whether what strangers may have is all but taken: whoever comes next has another give way, or is refused. */
  isFull(kind: 'actors' | 'bytes'): boolean {
    const { maxDataBytes, maxActors } = this.#bounds;
    const most = (kind === 'actors' ? maxActors : maxDataBytes) * (1 - 1 / RESERVE_ONE_IN);
    return this.#total[kind] >= most * FULL_FROM;
  }

  /** Who holds most bytes of one class of accounts, the largest first. */
  holdings({ class: ofClass = 'author', limit }: HoldingsQuery): Holdings {
    const { maxDataBytes, maxActors, maxTombstones } = this.#bounds;
    const largest = firstFew(this.#scores[ofClass].bytes.largest(), MAX_HOLDERS_COMPARED);
    return {
      total: { ...this.#total },
      bounds: { bytes: maxDataBytes, actors: maxActors, tombstones: maxTombstones },
      accounts: this.#accounts[ofClass].size,
      class: ofClass,
      holders: largest
        .sort((a, b) => b.use.bytes - a.use.bytes)
        .slice(0, limit)
        .map((account) => this.#holdingOf(account)),
    };
  }

  #holdingOf({ class: ofClass, key, use, time }: Account): Holding {
    const isOurs = ofClass === 'author' ? this.#isOurs(key) : ofClass === 'connection' && key === SELF;
    return { key, isOurs, ...use, avmMs: Math.round(time.usedUs(this.#clock.monotonicMs()) / 1000) };
  }

  /** Who ends a holder; set once. It must `close` it before it returns. */
  onGiveWay(giveWay: (holder: Holder) => void): void {
    this.#giveWay = giveWay;
  }

  /** @param origin whose author is known to be true */
  payerOf({ author: key, connection: through = SELF, address }: Origin): Payer {
    const author = this.#accounts.author.get(key);
    const connection = this.#accounts.connection.get(through);
    const prefix = address && this.#accounts.prefix.get(address.prefix);
    const site = address && this.#accounts.site.get(address.site);
    const isOurs = this.#isOurs(key);
    // One author after the other comes through most connections.
    const last = connection.lastPayer;
    const isLast = last?.author === author && last.accounts[2] === prefix && last.accounts[3] === site;
    if (isLast && last.isOurs === isOurs) return last;
    const payer = makePayer(isOurs, author, connection, prefix, site);
    connection.lastPayer = payer;
    return payer;
  }

  /** Forgets the accounts of one that holds nothing. */
  settle({ accounts }: Payer): void {
    for (const account of accounts) this.#settle(account);
  }

  /** Whether there is room; those who hold most give way for it. What was admitted is to be counted at once. */
  admit(payer: Payer, { bytes, actors = 0 }: Ask): boolean {
    for (let ended = 0; ended < MAX_GIVING_WAY_AT_ONCE; ended++) {
      const scarce = this.#scarce(payer, bytes, actors);
      if (scarce === undefined) return true;
      const holder = this.#whoGivesWay(payer, scarce, scarce === 'bytes' ? bytes : actors);
      if (holder === undefined) return false;
      this.#giveWay(holder);
    }
    return false;
  }

  /** Whether somebody has no more of a kind than an even share of half the `capacity`. What was made here always passes. */
  isLight(origin: Origin, kind: Kind, capacity: number): boolean {
    if (origin.connection === undefined) return true;
    const { author, connection, address } = origin;
    const keys = { author, connection, prefix: address?.prefix, site: address?.site };
    return CLASSES.every((ofClass) => {
      const key = keys[ofClass];
      const account = key === undefined ? undefined : this.#accounts[ofClass].find(key);
      return account === undefined || this.#isWithinShare(account, kind, capacity / 2);
    });
  }

  #isWithinShare(account: Account, kind: Kind, capacity: number): boolean {
    const sharers = Math.max(1, this.#scores[account.class][kind].size);
    return (account.use[kind] + 1) * sharers <= capacity;
  }

  /** Counts a new actor. */
  open(holder: Holder): void {
    this.count(holder.payer, 'actors', 1);
    holder.isBusy = true;
    if (holder.payer.isOurs) return;
    const { accounts } = holder.payer;
    holder.places = accounts.map(() => ({ holder, older: undefined, newer: undefined }));
    for (let i = 0; i < accounts.length; i++) accounts[i]!.busy.add(holder.places[i]!);
  }

  /** Something of the actor is under way, or nothing. */
  setBusy(holder: Holder, isBusy: boolean): void {
    if (holder.isBusy === isBusy || holder.isLeaving) return;
    holder.isBusy = isBusy;
    const { places } = holder;
    if (places === undefined) return;
    const { accounts } = holder.payer;
    for (let i = 0; i < places.length; i++) {
      const { busy, idle } = accounts[i]!;
      (isBusy ? idle : busy).remove(places[i]!);
      (isBusy ? busy : idle).add(places[i]!);
    }
  }

  /** The actor is gone. What it still holds, arguments of calls under way, counts until it is given back. */
  close(holder: Holder): void {
    if (holder.isLeaving) return;
    holder.isLeaving = true;
    this.#leavingBytes += holder.heldBytes;
    const { places = [], payer, isBusy } = holder;
    for (let i = 0; i < places.length; i++) {
      const { busy, idle } = payer.accounts[i]!;
      (isBusy ? busy : idle).remove(places[i]!);
    }
    holder.places = undefined;
    this.count(holder.payer, 'actors', -1);
  }

  /** Counts bytes for an actor, or gives them back. */
  hold(holder: Holder, bytes: number): void {
    holder.heldBytes += bytes;
    if (holder.isLeaving) this.#leavingBytes += bytes;
    this.count(holder.payer, 'bytes', bytes);
  }

  /** Counts something of a payer, or gives it back. */
  count({ accounts }: Payer, kind: Kind, amount: number): void {
    if (amount === 0) return;
    this.#total[kind] += amount;
    for (const account of accounts) this.#change(account, kind, amount);
  }

  /** Remembers that a particle ended, until it expires; beyond the bound whoever has most forgets its oldest. */
  bury({ author }: Payer, key: string, deadlineMs: number): void {
    if (author.tombstones.has(key)) return;
    author.tombstones.set(key, this.#sweep.add(author, deadlineMs));
    this.#countTombstones(author, 1);
    if (this.#total.tombstones > this.#bounds.maxTombstones) this.#forgetOldest();
  }

  /** A particle is over and no copy of it can come. */
  forget({ author }: Payer, key: string): void {
    this.#exhume(author, key);
  }

  /** Whether a particle of this author ended and is remembered. @param key made when it is needed */
  isBuried(authorPeerId: string, key: () => string): boolean {
    const tombstones = this.#accounts.author.find(authorPeerId)?.tombstones;
    return tombstones !== undefined && tombstones.size > 0 && tombstones.has(key());
  }

  stop(): void {
    this.#sweep.stop();
  }

  #exhume(author: Account, key: string): void {
    if (!author.tombstones.delete(key)) return;
    this.#countTombstones(author, -1);
    this.#settle(author);
  }

  /** Several at once: the first of a map of which the first always go is found after all that have gone. */
  #forgetOldest(): void {
    const [largest] = this.#scores.author.tombstones.largest();
    let left = Math.max(1, Math.floor(this.#bounds.maxTombstones / TOMBSTONES_FORGOTTEN_ONE_IN));
    for (const key of largest?.tombstones.keys() ?? []) {
      if (left-- === 0) return;
      this.#exhume(largest!, key);
    }
  }

  #countTombstones(author: Account, count: 1 | -1): void {
    this.#total.tombstones += count;
    this.#total.bytes += count * TOMBSTONE_BYTES;
    this.#change(author, 'tombstones', count);
    this.#change(author, 'bytes', count * TOMBSTONE_BYTES);
  }

  #change(account: Account, kind: Kind, amount: number): void {
    const before = account.use[kind];
    if (before === 0) this.#accounts[account.class].reopen(account);
    account.use[kind] = before + amount;
    this.#scores[account.class][kind].move(account, before, before + amount);
    if (amount < 0 && before + amount === 0) this.#settle(account);
  }

  #settle(account: Account): void {
    if (account.isEmpty) this.#accounts[account.class].settle(account, this.#clock.monotonicMs());
  }

  /** What there is too little of, if anything. Strangers leave the reserve alone. */
  #scarce({ isOurs }: Payer, bytes: number, actors: number): Kind | undefined {
    const { maxDataBytes, maxActors } = this.#bounds;
    const share = isOurs ? 1 : 1 - 1 / RESERVE_ONE_IN;
    if (actors > 0 && this.#total.actors + actors > Math.ceil(maxActors * share)) return 'actors';
    return this.#total.bytes - this.#leavingBytes + bytes > maxDataBytes * share ? 'bytes' : undefined;
  }

  /**
   * An actor of whoever holds most: one that is idle before one that is not. Who holds most itself gives up what is idle,
   * and otherwise what it wants.
   */
  #whoGivesWay(payer: Payer, kind: Kind, amount: number): Holder | undefined {
    const largest = this.#largest(kind);
    if (largest === undefined) return undefined;
    const isOwn = payer.accounts.includes(largest) && !payer.isOurs;
    if (isOwn) return largest.idle.oldest?.holder;
    const own = payer.accounts.find((account) => account.class === largest.class);
    const isLargestThen = !payer.isOurs && (own?.use[kind] ?? 0) + amount >= largest.use[kind];
    if (isLargestThen) return own?.idle.oldest?.holder;
    return (largest.idle.oldest ?? largest.busy.oldest)?.holder;
  }

  /** The account furthest above an even share of its class that has actors to give up. */
  #largest(kind: Kind): Account | undefined {
    let largest: Account | undefined;
    let most = 0;
    for (const ofClass of CLASSES) {
      const scores = this.#scores[ofClass][kind];
      const account = firstWithActors(scores.largest());
      const times = account === undefined ? 0 : account.use[kind] * scores.size;
      if (times <= most) continue;
      most = times;
      largest = account;
    }
    return largest;
  }
}

export function createLedger(init: LedgerInit, clock: Clock): Ledger {
  return new Ledger(init, clock);
}

function makePayer(
  isOurs: boolean,
  author: Account,
  connection: Account,
  prefix: Account | undefined,
  site: Account | undefined,
): Payer {
  const payer = { isOurs, author, connection };
  if (prefix === undefined || site === undefined)
    return { ...payer, accounts: [author, connection], turns: [connection.time, author.time] };
  return {
    ...payer,
    accounts: [author, connection, prefix, site],
    turns: [site.time, connection.time, author.time],
  };
}

function firstFew<T>(items: Iterable<T>, most: number): T[] {
  const few: T[] = [];
  for (const item of items) {
    if (few.push(item) >= most) break;
  }
  return few;
}

/** Few accounts of strangers have bytes and no actor: sends that outlive theirs. */
function firstWithActors(accounts: Iterable<Account>): Account | undefined {
  let looked = 0;
  for (const account of accounts) {
    if ((account.idle.oldest ?? account.busy.oldest) !== undefined) return account;
    if (++looked >= KINDS.length * 16) return undefined;
  }
  return undefined;
}
