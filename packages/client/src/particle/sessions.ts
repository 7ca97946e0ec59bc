import type { Notice } from '@noctiluca/network/client';
import { type Particle, verifyParticle } from '@noctiluca/particle';
import { endedError } from './errors.js';
import { type Caller, Session, type SessionHost } from './session.js';

/** Particles of others that are kept at a time; each may hold what it brought. Those that come then are dropped. */
const MAX_OF_OTHERS = 10_000;
/** Bytes of their data. */
const MAX_BYTES_OF_OTHERS = 256 * 1024 * 1024;

type Host = Omit<SessionHost, 'ended' | 'settled' | 'holds'> & { forget(particleId: string): void };

/** The particles that live on this client: its own, and those of others that call its services. */
export class Sessions {
  readonly #host: SessionHost;
  readonly #own = new Map<string, Session>();
  readonly #ofOthers = new Map<string, Session>();
  #bytesOfOthers = 0;
  #onSettled: (() => void) | undefined;

  constructor(host: Host) {
    this.#host = {
      ...host,
      settled: () => this.#onSettled?.(),
      ended: (session) => this.#ended(session, host),
      holds: (delta) => {
        this.#bytesOfOthers += delta;
      },
    };
  }

  /** Our own particles whose answer somebody waits for. */
  get awaited(): number {
    let count = 0;
    for (const session of this.#own.values()) if (session.isAwaited) count += 1;
    return count;
  }

  /** Begins a particle of our own. */
  begin(particle: Particle, caller: Caller): Session {
    const session = new Session(particle, this.#host, caller);
    this.#own.set(particle.id, session);
    // Not before who made it has it.
    queueMicrotask(() => session.begin());
    return session;
  }

  /** Takes what came from the network. What is damaged, too late or of a particle that is over is dropped. */
  receive({ data, ...particle }: Particle): void {
    if (particle.initPeerId === this.#host.peerId) {
      const session = this.#own.get(particle.id);
      if (session !== undefined && isSame(session.particle, particle)) session.receive(data);
      return;
    }
    this.#ofOther(particle, data)?.receive(data);
  }

  /** Takes what a relay says of a particle; only of our own is anybody told. */
  notice(notice: Notice): void {
    const session = this.#own.get(notice.particleId);
    if (session !== undefined && isEqual(session.particle.signature, notice.signature)) session.told(notice);
  }

  #ofOther(head: Omit<Particle, 'data'>, data: Uint8Array): Session | undefined {
    const particle = { ...head, data: NO_BYTES };
    const key = `${particle.id}\n${particle.initPeerId}`;
    const known = this.#ofOthers.get(key);
    if (known !== undefined) return isSame(known.particle, particle) ? known : undefined;
    if (particle.timestamp + particle.ttl <= Date.now() || !verifyParticle(particle).ok) return undefined;
    if (this.#ofOthers.size >= MAX_OF_OTHERS || this.#bytesOfOthers + data.length > MAX_BYTES_OF_OTHERS) {
      return undefined;
    }
    const session = new Session(particle, this.#host);
    this.#ofOthers.set(key, session);
    return session;
  }

  /** Those with a parcel for a relay. */
  *withParcelFor(relayPeerId: string): Generator<Session> {
    for (const sessions of [this.#own, this.#ofOthers]) {
      for (const session of sessions.values()) {
        if (session.parcel?.relayPeerId === relayPeerId) yield session;
      }
    }
  }

  /** Ends those whose time is over by the clock; timers do not run while a machine sleeps. */
  expireOverdue(): void {
    const now = Date.now();
    for (const sessions of [this.#own, this.#ofOthers]) {
      for (const session of [...sessions.values()]) {
        const { timestamp, ttl } = session.particle;
        if (timestamp + ttl <= now) session.expire();
      }
    }
  }

  /** Resolves when nobody waits for one of our own; each ends with its time at the latest. */
  async settled(): Promise<void> {
    while (this.awaited > 0) {
      await new Promise<void>((resolve) => {
        this.#onSettled = resolve;
      });
    }
  }

  /** Ends all. */
  endAll(): void {
    for (const session of [...this.#own.values()]) {
      session.fail(endedError('DISCONNECTED', session.particle, 'The client was disconnected'));
    }
    for (const session of [...this.#ofOthers.values()]) session.end();
  }

  #ended(session: Session, host: Host): void {
    const { id, initPeerId } = session.particle;
    host.forget(id);
    if (session.caller === undefined) this.#ofOthers.delete(`${id}\n${initPeerId}`);
    else this.#own.delete(id);
  }
}

const NO_BYTES = new Uint8Array(0);

/** Whether a particle is the one that is known by its id: all that its author signed. */
function isSame(known: Particle, particle: Omit<Particle, 'data'>): boolean {
  return (
    known.timestamp === particle.timestamp &&
    known.ttl === particle.ttl &&
    known.script === particle.script &&
    isEqual(known.signature, particle.signature)
  );
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
