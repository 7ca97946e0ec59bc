import { setMaxListeners } from 'node:events';
import type { CallRequest, CallResult } from '@noctiluca/avm';
import type { CallContext, PeerScope } from '@noctiluca/host';
import type { Particle } from '@noctiluca/particle';
import type { Fifo } from '../fifo.js';
import type { ScopeMetrics } from '../observe/metrics.js';
import type { Deadline } from './deadlines.js';
import type { ParticleTracker } from './particle-tracker.js';

const EMPTY = new Uint8Array(0);
const NO_RESULTS: ReadonlyMap<number, CallResult> = new Map();

/** What an AVM invocation is given besides the last data. */
export interface Turn {
  /** Undefined when only call results are fed. */
  readonly data: Uint8Array | undefined;
  readonly results: ReadonlyMap<number, CallResult>;
  /** Size of both. */
  readonly bytes: number;
}

/** Local identity an actor runs as. */
export interface ActorScope {
  readonly scope: PeerScope;
  readonly peerId: string;
  /** `host` or the worker's id; what traces show. */
  readonly label: string;
  readonly metrics: ScopeMetrics;
}

/** `ended` actors stay as a tombstone until their deadline, so that copies of their particle are not run again. */
export type ActorState = 'alive' | 'ended' | 'removed';

/**
 * One particle in one scope (spec/nox.md §2.2): its last data, what waits for the AVM, and what is open. Only state;
 * the plumber decides what happens.
 */
export class Actor {
  readonly key: string;
  /** The particle as first seen, without its data: copies differ in nothing else. */
  readonly particle: Particle;
  readonly home: ActorScope;
  /** Keeps the actor's invocations on one AVM thread. */
  readonly affinity: string;
  readonly deadlineMs: number;
  state: ActorState = 'alive';
  running = false;
  /** In the plumber's ready queue. */
  ready = false;
  /** Its deadline passed while it ran; it goes when its turn ends, whatever the clock says by then. */
  due = false;
  prevData: Uint8Array = EMPTY;
  avmFailures = 0;
  openCalls = 0;
  /** Bytes counted for the script and the last data. */
  heldBytes = 0;
  /** Number of the newest connection of the author when the particle was last to be sent there; undefined: it was not. */
  answeredOver: number | undefined;
  /** Whoever follows this particle; few are followed. */
  run: ParticleTracker | undefined;
  deadline: Deadline | undefined;
  /** Calls waiting because too many are open; made when it first happens. */
  waitingCalls: Fifo<CallRequest> | undefined;
  private mailbox: Uint8Array[] = [];
  private results: Map<number, CallResult> | undefined;
  private resultBytes = 0;
  private controller: AbortController | undefined;
  private abortReason: Error | undefined;

  constructor(key: string, particle: Particle, home: ActorScope, affinity: string) {
    this.key = key;
    this.home = home;
    this.affinity = affinity;
    this.deadlineMs = particle.timestamp + particle.ttl;
    // The signature is usually a view into the whole received frame; without a copy the frame would live as long.
    this.particle = { ...particle, signature: new Uint8Array(particle.signature), data: EMPTY };
  }

  get mailboxSize(): number {
    return this.mailbox.length;
  }

  get hasWork(): boolean {
    return this.mailbox.length > 0 || this.results !== undefined;
  }

  /** Aborted when the actor ends: expiry, giving up, or the peer stops. Made when somebody asks: few calls do. */
  get signal(): AbortSignal {
    if (this.controller === undefined) {
      this.controller = new AbortController();
      // Each open call and send listens; Node takes more than ten for a leak and warns.
      setMaxListeners(0, this.controller.signal);
      if (this.abortReason !== undefined) this.controller.abort(this.abortReason);
    }
    return this.controller.signal;
  }

  /**
   * What a call is given; made for each, because an actor stays after its calls. The getter is the object's own, so that
   * a copy made by spreading has a signal too.
   */
  context(): CallContext {
    const actor = this;
    return {
      particle: this.particle,
      scope: this.home.scope,
      currentPeerId: this.home.peerId,
      get signal() {
        return actor.signal;
      },
    };
  }

  post(data: Uint8Array): void {
    this.mailbox.push(data);
  }

  answer(id: number, result: CallResult): void {
    this.results ??= new Map();
    this.results.set(id, result);
    this.resultBytes += result.result.length;
  }

  /** Takes all finished results and the oldest particle of the mailbox. */
  beginTurn(): Turn {
    const data = this.mailbox.shift();
    const results = this.results ?? NO_RESULTS;
    const bytes = this.resultBytes + (data?.length ?? 0);
    this.results = undefined;
    this.resultBytes = 0;
    return { data, results, bytes };
  }

  /** Puts results of a failed turn back; what arrived meanwhile stays. @returns bytes put back */
  putBackResults(turn: Turn): number {
    const before = this.resultBytes;
    for (const [id, result] of turn.results) this.answer(id, result);
    return this.resultBytes - before;
  }

  /** Puts a turn that never ran back, its particle to the front. */
  putBack(turn: Turn): void {
    if (turn.data !== undefined) this.mailbox.unshift(turn.data);
    this.putBackResults(turn);
  }

  /** Lets go of everything that waits. @returns what that was */
  release(state: 'ended' | 'removed'): { particles: number; results: number; calls: number; bytes: number } {
    const left = {
      particles: this.mailbox.length,
      results: this.results?.size ?? 0,
      calls: this.waitingCalls?.size ?? 0,
      bytes: this.mailbox.reduce((sum, data) => sum + data.length, this.resultBytes),
    };
    this.state = state;
    this.mailbox = [];
    this.results = undefined;
    this.resultBytes = 0;
    this.waitingCalls = undefined;
    this.prevData = EMPTY;
    return left;
  }

  /** Ends calls and sends under way; they are given `reason`. */
  abort(reason: Error): void {
    this.abortReason ??= reason;
    this.controller?.abort(reason);
  }
}

/**
 * True when both are copies of one signed particle. Bytes of a signature alone don't say so: the signed text has no
 * separators (spec/nox.md §9.2 no. 11), and an unverified particle may carry anybody's signature.
 */
export function isSameParticle(a: Particle, b: Particle): boolean {
  return (
    a.id === b.id &&
    a.initPeerId === b.initPeerId &&
    a.timestamp === b.timestamp &&
    a.ttl === b.ttl &&
    a.script === b.script
  );
}

/** Text of the signature's bytes, one unit per byte: key of an actor within its scope (spec/nox.md §2.2). */
export function signatureKey({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
}
