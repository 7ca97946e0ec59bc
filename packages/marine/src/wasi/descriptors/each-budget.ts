import { join } from 'node:path';
import type { DirectoryQuota, DirectoryRefusal } from '../../directory-quota.js';
import { DirectoryBudget } from './directory-budget.js';
import type { Place } from './resolve.js';

/** Budgets of the directories in one directory: each is made when it is first entered, and goes when nothing of it is open. */
export class EachBudget {
  readonly #quota: DirectoryQuota;
  readonly #budgets = new Map<string, DirectoryBudget>();
  readonly #refused = { bytes: 0, entries: 0 };

  constructor(quota: DirectoryQuota) {
    this.#quota = quota;
  }

  /** What refusals are told by. */
  get label(): string {
    return this.#quota.name;
  }

  /** Whether one of those is over that a program is told of: it knows them by its arguments alone. */
  isOver(args: readonly string[]): boolean {
    const start = `${this.#quota.path}/`;
    const names = args.flatMap((arg) => arg.split(start).slice(1)).map((rest) => /^[^/]*/.exec(rest)![0]);
    return names.some((name) => name !== '' && this.of(name).isOver());
  }

  /** Whether a host path is the directory. */
  holds(path: string): boolean {
    return path === this.#quota.path;
  }

  /** The budget a place counts for; `'closed'` for an entry of the directory itself. */
  at({ top }: Place): DirectoryBudget | 'closed' {
    return top === undefined ? 'closed' : this.of(top);
  }

  /** The budget of a directory that is opened at a place. */
  below({ top, name }: Place): DirectoryBudget | EachBudget {
    if (top !== undefined) return this.of(top);
    return name === '.' ? this : this.of(name);
  }

  /** The budget of one directory in it. */
  of(name: string): DirectoryBudget {
    const known = this.#budgets.get(name);
    if (known !== undefined) return known;
    const made = new DirectoryBudget({ ...this.#quota, path: join(this.#quota.path, name) });
    this.#budgets.set(name, made);
    return made;
  }

  /** A call of the service begins: others may have written since the last. */
  begin(): void {
    for (const [name, budget] of this.#budgets) {
      this.#collect(budget);
      if (budget.isOpen) budget.forget();
      else this.#budgets.delete(name);
    }
  }

  /** Somebody else may have written. */
  forget(): void {
    for (const budget of this.#budgets.values()) budget.forget();
  }

  /** What was refused since this was asked last; `undefined` for nothing. */
  takeRefused(): DirectoryRefusal | undefined {
    for (const budget of this.#budgets.values()) this.#collect(budget);
    const { bytes, entries } = this.#refused;
    if (bytes + entries === 0) return undefined;
    this.#refused.bytes = this.#refused.entries = 0;
    return { name: this.#quota.name, bytes, entries };
  }

  #collect(budget: DirectoryBudget): void {
    const refused = budget.takeRefused();
    this.#refused.bytes += refused?.bytes ?? 0;
    this.#refused.entries += refused?.entries ?? 0;
  }
}
