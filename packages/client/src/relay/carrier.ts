import type { SendResult } from '@noctiluca/network/client';
import type { Parcel, Session } from '../particle/session.js';
import type { Sessions } from '../particle/sessions.js';
import type { RelayNetwork } from './relay-network.js';
import type { Relays } from './relays.js';

/** Carries particles to their relays: at once, or when the relay is back while their time lasts. */
export class Carrier {
  readonly #network: Pick<RelayNetwork, 'send' | 'isConnected'>;
  readonly #relays: Relays;
  readonly #sending = new Set<Promise<void>>();

  constructor(network: Pick<RelayNetwork, 'send' | 'isConnected'>, relays: Relays) {
    this.#network = network;
    this.#relays = relays;
  }

  /** Takes the data of a session as it is now to the relays among the peers that are next. */
  carry(session: Session, nextPeerIds: readonly string[]): void {
    const relays = nextPeerIds.filter((peerId) => this.#relays.has(peerId));
    const [first = this.#relays.current, ...others] = relays;
    if (relays.length < nextPeerIds.length) {
      const unreached = nextPeerIds.filter((peerId) => !this.#relays.has(peerId));
      session.suspect(`the script calls ${unreached.join(', ')} from here, not from a relay`);
    }
    for (const relayPeerId of [...others, first]) this.#post(session, relayPeerId);
  }

  /** A relay is connected, maybe after a while: it gets what it may have missed. */
  connected(relayPeerId: string, sessions: Sessions): void {
    for (const session of sessions.withParcelFor(relayPeerId)) {
      if (session.isAwaited || !session.parcel?.isTaken) this.#post(session, relayPeerId);
    }
  }

  /** Resolves when nothing is being sent. */
  async idle(): Promise<void> {
    while (this.#sending.size > 0) await Promise.all(this.#sending);
  }

  #post(session: Session, relayPeerId: string): void {
    if (!this.#relays.has(relayPeerId)) {
      session.undelivered('the client has no relay', true);
      return;
    }
    const parcel: Parcel = { relayPeerId, isTaken: false };
    session.parcel = parcel;
    if (!this.#network.isConnected(relayPeerId)) {
      session.suspect(`the relay ${relayPeerId} is not connected`);
      this.#relays.want(relayPeerId);
      return;
    }
    const sending = this.#send(session, parcel).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }

  async #send(session: Session, parcel: Parcel): Promise<void> {
    const particle = { ...session.particle, data: session.data };
    const result = await this.#network.send(parcel.relayPeerId, particle);
    if (result.status === 'ok') {
      parcel.isTaken = true;
      return;
    }
    const isFinal = result.status === 'protocol-error';
    session.undelivered(reasonOf(result, parcel.relayPeerId), isFinal);
    if (!isFinal) void this.#repeat(session, parcel);
  }

  /** One that was not taken goes again if its connection still is, or is again; a later one follows otherwise. */
  async #repeat(session: Session, parcel: Parcel): Promise<void> {
    const { relayPeerId } = parcel;
    if (!this.#network.isConnected(relayPeerId) || !(await this.#relays.probe(relayPeerId))) return;
    if (!session.isEnded && session.parcel === parcel) this.#post(session, relayPeerId);
  }
}

function reasonOf(result: Exclude<SendResult, { status: 'ok' }>, relayPeerId: string): string {
  if ('detail' in result) return result.detail;
  return `the relay ${relayPeerId} is not connected`;
}
