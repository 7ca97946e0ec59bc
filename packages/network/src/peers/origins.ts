import { BoundedMap } from '@noctiluca/common/bounded-map';

/** Particles of one connection that are remembered, the newest. */
const REMEMBERED = 256;
/** Longest id that is remembered, characters: those of honest programs are far shorter. */
const MAX_ID_LENGTH = 256;

/**
 * Through which connection a particle came. Programs of one key are one peer with several connections, and what one of them
 * asked is for it alone.
 */
export class Origins {
  readonly #byConnection = new WeakMap<object, BoundedMap<string, true>>();

  came(connection: object, particleId: string): void {
    if (particleId.length > MAX_ID_LENGTH) return;
    const known = this.#byConnection.get(connection) ?? new BoundedMap(REMEMBERED);
    known.set(particleId, true);
    this.#byConnection.set(connection, known);
  }

  has(connection: object, particleId: string): boolean {
    return this.#byConnection.get(connection)?.has(particleId) === true;
  }
}
