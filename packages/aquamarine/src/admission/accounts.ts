import { BoundedMap } from '@noctiluca/common/bounded-map';
import { MAX_REMEMBERED_DEBTORS } from '../constants.js';
import { Account, type AccountClass } from './account.js';

/** Accounts of one class: those that hold something, and those that held something and are in debt. */
export class Accounts {
  readonly #class: AccountClass;
  readonly #open = new Map<string, Account>();
  /** By when they became empty. */
  readonly #debtors = new BoundedMap<string, Account>(MAX_REMEMBERED_DEBTORS);

  constructor(ofClass: AccountClass) {
    this.#class = ofClass;
  }

  /** Of those that hold something. */
  get size(): number {
    return this.#open.size;
  }

  find(key: string): Account | undefined {
    return this.#open.get(key);
  }

  /** Made when there is none. */
  get(key: string): Account {
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const account = this.#debtors.get(key) ?? new Account(this.#class, key);
    this.#debtors.delete(key);
    this.#open.set(key, account);
    return account;
  }

  /** An account that is about to hold something may have been let go. */
  reopen(account: Account): void {
    if (this.#open.has(account.key)) return;
    this.#debtors.delete(account.key);
    this.#open.set(account.key, account);
  }

  /** Lets go of an account that holds nothing; what it owes is remembered, up to a number of them. */
  settle(account: Account, nowMs: number): void {
    if (!account.isEmpty || this.#open.get(account.key) !== account) return;
    this.#open.delete(account.key);
    if (account.time.isForgotten(nowMs)) return;
    this.#debtors.set(account.key, account);
  }
}
