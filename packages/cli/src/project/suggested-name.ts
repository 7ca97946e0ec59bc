import { camelCase, capitalised } from '../project-aqua/names.js';
import type { NameRule } from './name-rules.js';

/** Finds names that nothing speaks against, each of them once. */
export class SuggestedNames {
  readonly #rule: NameRule;
  readonly #taken: Set<string>;

  /** @param names those of the section: what nothing speaks against of them is taken */
  constructor(rule: NameRule, names: readonly string[]) {
    this.#rule = rule;
    const sound = names.filter((name) => rule.why(name) === undefined);
    this.#taken = new Set(sound.map((name) => this.#written(name)));
  }

  /** The nearest name to one that cannot be. */
  instead(name: string): string {
    const base = this.#base(name);
    const isSound = this.#rule.why(base) === undefined;
    if (this.#take(base)) return base;
    const mine = `my${capitalised(base)}`;
    if (!isSound && this.#take(mine)) return mine;
    for (let count = 2; ; count++) if (this.#take(`${base}${count}`)) return `${base}${count}`;
  }

  #base(name: string): string {
    const plain = camelCase(name.normalize('NFD').replace(/\p{M}/gu, ''));
    return /^[a-z]/.test(plain) ? plain : `${this.#rule.noun}${plain}`;
  }

  #take(candidate: string): boolean {
    const isFree = this.#rule.why(candidate) === undefined && !this.#taken.has(this.#written(candidate));
    if (isFree) this.#taken.add(this.#written(candidate));
    return isFree;
  }

  #written(name: string): string {
    return this.#rule.written?.as(name) ?? name;
  }
}
