import { BoundedMap } from '@noctiluca/common/bounded-map';
import type { Clock } from '@noctiluca/common/clock';
import { BAN_FIRST_MS, BAN_LONGEST_MS, MAX_TRACKED_FAILURES } from '../constants.js';
import { isLocalAddress } from './address-filter.js';
import { addressShare } from './address-share.js';
import type { RefusalReason, Refusals } from './refusals.js';

/** What a connection is ended for. */
export type Offence = Extract<RefusalReason, 'too-many-resets' | 'too-many-streams' | 'too-many-proposals'>;

interface Ban {
  count: number;
  untilMs: number;
}

/**
 * Peers whose connections did harm, and the hosts they came from: they are not taken for a while, twice as long each time.
 * A host of this machine or its network is not held to account: its neighbours would be.
 */
export class Offences {
  readonly #refusals: Refusals;
  readonly #clock: Clock;
  readonly #bans = new BoundedMap<string, Ban>(MAX_TRACKED_FAILURES);

  constructor(refusals: Refusals, clock: Clock) {
    this.#refusals = refusals;
    this.#clock = clock;
  }

  /** A connection was ended. @param address multiaddr text of the other end */
  offended(offence: Offence, peerId: string, address: string): void {
    this.#refusals.refused(offence, `${peerId} at ${address}`);
    this.#ban(peerId);
    const host = hostOf(address);
    if (host !== undefined) this.#ban(host);
  }

  /** Whether a peer or the host of an address has to wait; a refusal is counted. */
  isBanned(who: { readonly peerId: string } | { readonly address: string }): boolean {
    const name = 'peerId' in who ? who.peerId : hostOf(who.address);
    const ban = name === undefined ? undefined : this.#bans.get(name);
    if (ban === undefined || this.#clock.monotonicMs() >= ban.untilMs) return false;
    this.#refusals.refused('banned', name!);
    return true;
  }

  #ban(name: string): void {
    const count = (this.#bans.get(name)?.count ?? 0) + 1;
    const lengthMs = Math.min(BAN_LONGEST_MS, BAN_FIRST_MS * 2 ** Math.min(count - 1, 30));
    this.#bans.set(name, { count, untilMs: this.#clock.monotonicMs() + lengthMs });
  }
}

/** The host of an address, by which the open internet knows it; of IPv6 the half that a site has for itself. */
function hostOf(address: string): string | undefined {
  const [, protocol = '', host = ''] = address.split('/');
  if (isLocalAddress(address) || !/^ip[46]$/.test(protocol)) return undefined;
  return protocol === 'ip4' ? host : addressShare(address, 'all')?.prefix;
}
