/** Numbers below a bound, the same ones for a seed (mulberry32). */
export type Random = (below: number) => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Makes AIR scripts that AquaVM takes: calls, streams, maps, canon, folds, failures that are caught and some that are not. */
export class RandomScript {
  readonly #random: Random;
  readonly #peers: readonly string[];
  #names = 0;

  /** @param peers the last of them is one that nobody plays */
  constructor(random: Random, peers: readonly string[]) {
    this.#random = random;
    this.#peers = peers;
  }

  make(): string {
    const body = this.#block([], 5, false);
    const end = `(seq (canon ${this.#home} $s #end) (call ${this.#home} ("test" "end") [#end]))`;
    const begin = `(seq (call ${this.#home} ("test" "list") [] xs) (seq (ap 0 $s) (ap ("key" 0) %m)))`;
    const all = `(seq ${begin} (seq ${body} ${end}))`;
    const caught = `(call ${this.#home} ("test" "caught") [:error:.$.message])`;
    return this.#random(2) === 0 ? all : `(xor ${all} ${caught})`;
  }

  get #home(): string {
    return `"${this.#peers[0]}"`;
  }

  #peer(): string {
    const isLost = this.#random(25) === 0;
    const played = this.#peers.length - 1;
    return `"${this.#peers[isLost ? played : this.#random(played)]}"`;
  }

  #name(prefix: string): string {
    return `${prefix}${this.#names++}`;
  }

  #value(scope: readonly string[]): string {
    const plain = ['1', '"text"', 'true', '[]', '1.5', 'xs.$.[0]', '%init_peer_id%', 'xs'];
    const all = [...plain, ...scope];
    return all[this.#random(all.length)]!;
  }

  /** @param isInFold streams are not added to there: a fold over one would not end */
  #block(scope: string[], depth: number, isInFold: boolean): string {
    if (depth === 0) return this.#leaf(scope, isInFold);
    const inner = (vars: string[] = [...scope]) => this.#block(vars, depth - 1, isInFold);
    switch (this.#random(9)) {
      case 0:
        return `(par ${inner()} ${inner()})`;
      case 1:
        return `(xor ${inner()} ${inner()})`;
      case 2:
        return this.#fold(scope, depth);
      case 3:
        return `(new $n ${inner()})`;
      case 4:
        return this.#match(scope, inner());
      case 5:
        return this.#canon(scope, depth, isInFold);
      default: {
        const first = this.#leaf(scope, isInFold);
        return `(seq ${first} ${this.#block(scope, depth - 1, isInFold)})`;
      }
    }
  }

  #failing(value: string): string {
    const call = `(call ${this.#peer()} ("test" "fails") [${value}])`;
    return this.#random(3) === 0 ? call : `(xor ${call} (null))`;
  }

  #match(scope: readonly string[], inner: string): string {
    const kind = this.#random(2) ? 'match' : 'mismatch';
    return `(xor (${kind} ${this.#value(scope)} ${this.#value(scope)} ${inner}) (null))`;
  }

  #fold(scope: readonly string[], depth: number): string {
    const [item, kind] = [this.#name('i'), this.#random(2) ? 'par' : 'seq'];
    const over = this.#random(3) === 0 ? '$s' : 'xs';
    const body = this.#block([...scope, item], Math.min(depth - 1, 2), true);
    return `(fold ${over} ${item} (${over === '$s' ? 'par' : kind} ${body} (next ${item})))`;
  }

  #canon(scope: string[], depth: number, isInFold: boolean): string {
    const isMap = this.#random(2) === 0;
    const name = this.#name(isMap ? '#%c' : '#c');
    const canon = `(canon ${this.#peer()} ${isMap ? '%m' : '$s'} ${name})`;
    const use = `(call ${this.#peer()} ("test" "echo") [${name}] ${this.#name('v')})`;
    return `(seq ${canon} (seq ${use} ${this.#block([...scope], depth - 1, isInFold)}))`;
  }

  #leaf(scope: string[], isInFold: boolean): string {
    const value = this.#value(scope);
    switch (this.#random(10)) {
      case 0:
        return isInFold ? '(null)' : `(ap ${value} $s)`;
      case 1:
        return isInFold ? '(null)' : `(ap ("key${this.#random(3)}" ${value}) %m)`;
      case 2:
        return isInFold ? '(null)' : `(call ${this.#peer()} ("test" "echo") [${value}] $s)`;
      case 3:
        return this.#failing(value);
      case 4:
        return this.#random(2) === 0 ? `(fail ${1 + this.#random(9)} "failed")` : '(null)';
      case 5:
        return this.#random(3) === 0 ? `(par (call ${this.#peer()} ("test" "silent") []) (null))` : '(null)';
      default: {
        const name = this.#name('v');
        const call = `(call ${this.#peer()} ("test" "echo") [${value} ${this.#value(scope)}] ${name})`;
        scope.push(name);
        return call;
      }
    }
  }
}
