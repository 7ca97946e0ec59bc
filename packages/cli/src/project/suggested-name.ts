import { camelCase, capitalised } from '../project-aqua/names.js';
import { type NameRule, RESERVED_NAMES } from './name-rules.js';

/** Finds names that nothing speaks against, each of them once. */
export class SuggestedNames {
  readonly #rule: NameRule;
  readonly #taken: Set<string>;

  /** @param names those of the section: what nothing speaks against of them is taken */
  constructor(rule: NameRule, names: readonly string[]) {
    this.#rule = rule;
    const sound = names.filter((name) => this.#isSound(name));
    this.#taken = new Set(sound.map((name) => this.#written(name)));
  }

  /** The nearest name to one that cannot be. */
  instead(name: string): string {
    const base = this.#base(name);
    if (this.#take(base)) return base;
    const mine = `my${capitalised(base)}`;
    if (!this.#isSound(base) && this.#take(mine)) return mine;
    for (let count = 2; ; count++) if (this.#take(`${base}${count}`)) return `${base}${count}`;
  }

  #base(name: string): string {
    const plain = camelCase(name.normalize('NFD').replace(/\p{M}/gu, ''));
    return /^[a-z]/.test(plain) ? plain : `${this.#rule.noun}${plain}`;
  }

  #take(candidate: string): boolean {
    const isFree = this.#isSound(candidate) && !this.#taken.has(this.#written(candidate));
    if (isFree) this.#taken.add(this.#written(candidate));
    return isFree;
  }

  #isSound(name: string): boolean {
    return this.#rule.why(name) === undefined && !RESERVED_NAMES.has(name);
  }

  #written(name: string): string {
    return this.#rule.written?.as(name) ?? name;
  }
}
