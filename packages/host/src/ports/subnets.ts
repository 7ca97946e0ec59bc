import { HostError } from '../errors.js';

/** A worker of a deal, on this peer or any other. */
export interface SubnetWorker {
  /** Compute units it is made of: 64 hexadecimal digits each. No other worker has them. */
  readonly cuIds: readonly [string, ...string[]];
  /** Peer that hosts it. */
  readonly hostPeerId: string;
  /** Its peer id; absent while its host has not made it. */
  readonly workerId?: string;
}

/** Knows on which peers the workers of a deal are: a local network, or a chain. */
export interface Subnets {
  /**
   * @param dealId normalised: lower case, without `0x`, at most 255 bytes; need not be a number
   * @returns none for a deal that is known and has none
   * @throws with a text for the caller, for a deal nobody knows too
   */
  resolve(dealId: string, signal?: AbortSignal): Promise<readonly SubnetWorker[]>;
}

/** Of a peer by itself. */
export const NO_SUBNETS: Subnets = {
  async resolve() {
    throw new HostError('UNSUPPORTED', 'This peer has no chain and no local network to ask for deals');
  },
};

/** Asks whoever is known by the time of a question. */
export class KnownSubnets implements Subnets {
  #known: Subnets;

  constructor(known: Subnets) {
    this.#known = known;
  }

  /** From now on somebody else is asked, who may ask those before. */
  extend(extension: (before: Subnets) => Subnets): void {
    this.#known = extension(this.#known);
  }

  resolve(dealId: string, signal?: AbortSignal): Promise<readonly SubnetWorker[]> {
    return this.#known.resolve(dealId, signal);
  }
}
