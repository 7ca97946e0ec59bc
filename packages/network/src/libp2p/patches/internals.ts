import type { Logger } from '@noctiluca/lifecycle';

/** Parts that libp2p does not declare and a patch needs; each is used in one file of this folder. */
export type Internal =
  /** How noise reads lengths (`noise-length-decoder.ts`). */
  | 'noise-length-decoder'
  /** A muxer that takes its input from events (`lane-muxer.ts`). */
  | 'muxer-input'
  /** The muxer of a connection (`lane-muxer.ts`). */
  | 'connection-muxer'
  /** The one way in which libp2p dials (`fresh-dials.ts`). */
  | 'open-connection'
  /** The one place in which libp2p refuses (`acceptance.ts`). */
  | 'accept-incoming'
  /** Where the transports listen (`listen-addresses.ts`). */
  | 'listen-addresses'
  /** What identify says of itself (`identify-version.ts`). */
  | 'identify-host'
  /** Kademlia's table (`routing-table.ts`). */
  | 'routing-table';

export interface InternalsComponents {
  readonly log: Pick<Logger, 'warn'>;
  readonly metrics: {
    readonly missingInternals: { set(labels: { internal: Internal }, value: number): void };
  };
}

/**
 * Which of these this libp2p has. A patch whose part is missing leaves libp2p as it is, and everybody is told: by the log
 * once, by `describe()` and by a metric. Those that only a connection has are looked for with each.
 */
export class Internals {
  readonly #components: InternalsComponents | undefined;
  readonly #missing = new Set<Internal>();

  /** @param components nobody is told without */
  constructor(components?: InternalsComponents) {
    this.#components = components;
  }

  get missing(): readonly Internal[] {
    return [...this.#missing];
  }

  /** Notes whether a part is where it should be. @returns the same */
  found(internal: Internal, isThere: boolean): boolean {
    if (isThere || this.#missing.has(internal)) return isThere;
    this.#missing.add(internal);
    this.#components?.metrics.missingInternals.set({ internal }, 1);
    this.#components?.log.warn(
      { internal },
      'A part that a patch needs is missing in libp2p: it goes its own way',
    );
    return false;
  }
}
