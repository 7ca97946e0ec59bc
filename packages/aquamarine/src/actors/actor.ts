import { setMaxListeners } from 'node:events';
import type { CallRequest, CallResult } from '@noctiluca/avm';
import type { Fifo } from '@noctiluca/common/fifo';
import type { CallContext, PeerScope } from '@noctiluca/host';
import type { Particle } from '@noctiluca/particle';
import type { Holder, Payer, Place } from '../admission/account.js';
import type { MemoryHolder } from '../admission/memory-budget.js';
import { MAX_SIGNATURE_BYTES, MAX_TURN_RESULT_BYTES } from '../constants.js';
import type { ScopeMetrics } from '../observe/metrics.js';
import { textBytes } from '../text-bytes.js';
import type { Deadline } from './deadlines.js';
import type { ParticleTracker } from './particle-tracker.js';

const EMPTY = new Uint8Array(0);
const NO_RESULTS: ReadonlyMap<number, CallResult> = new Map();
const NO_NUMBERS: number[] = [];

/** Answer to a call. */
export interface Answer extends CallResult {
  /** Number of its trace entry. */
  readonly seq?: number;
}

/** A call that waits for an answer of others, with the number of the run that asked for it. */
export interface WaitingCall {
  readonly request: CallRequest;
  readonly run: number;
}

/** What an AVM invocation is given besides the last data. */
export interface Turn {
  /** Undefined when only call results are fed. */
  readonly data: Uint8Array | undefined;
  /** Number of the trace entry of its arrival. */
  readonly arrival: number | undefined;
  readonly results: ReadonlyMap<number, CallResult>;
  /** Numbers of the trace entries of those calls. */
  readonly answers: readonly number[];
  /** Size of both, bytes. */
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

/** Of an `ended` one the ledger keeps a tombstone until its deadline, so that copies of its particle are not run again. */
export type ActorState = 'alive' | 'ended' | 'removed';

/**
 * One particle in one scope (spec/nox.md §2.2): its last data, what waits for the AVM, and what is open. Only state;
 * the plumber decides what happens.
 */
export class Actor implements Holder, MemoryHolder {
  readonly key: string;
  /** The particle as first seen, without its data: copies differ in nothing else. */
  readonly particle: Particle;
  readonly home: ActorScope;
  readonly payer: Payer;
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
  /** Of a particle whose runs are long: how long others wait behind the next. */
  slowPatienceMs: number | undefined;
  openCalls = 0;
  /** Sends under way. */
  openSends = 0;
  heldBytes = 0;
  keptBytes = 0;
  isBusy = false;
  isLeaving = false;
  places: readonly Place[] | undefined;
  /** Of the script, in memory. */
  readonly scriptBytes: number;
  /** Number of the newest connection of the author when the particle was last to be sent there; undefined: it was not. */
  answeredOver: number | undefined;
  /** Whoever follows this particle; few are followed. */
  run: ParticleTracker | undefined;
  deadline: Deadline | undefined;
  /** Calls waiting because too many are open; made when it first happens. */
  waitingCalls: Fifo<WaitingCall> | undefined;
  /** Number of the last run's trace entry. */
  lastRun = 0;
  /** Since when it has waited for a turn, on the monotonic clock. */
  readySinceMs = 0;
  private mailbox: Uint8Array[] = [];
  /** Numbers of the arrivals in the mailbox. */
  private arrivals: number[] = [];
  private results: Map<number, CallResult> | undefined;
  /** Numbers of the entries of those calls, in their order. */
  private answers: number[] = NO_NUMBERS;
  private resultBytes = 0;
  private controller: AbortController | undefined;
  private abortReason: Error | undefined;

  constructor(key: string, particle: Particle, home: ActorScope, payer: Payer, affinity: string) {
    this.key = key;
    this.payer = payer;
    this.scriptBytes = textBytes(particle.script);
    this.home = home;
    this.affinity = affinity;
    this.deadlineMs = particle.timestamp + particle.ttl;
    // The signature is usually a view into the whole received frame; without a copy the frame would live as long.
    this.particle = { ...particle, signature: new Uint8Array(particle.signature), data: EMPTY };
  }

  get mailboxSize(): number {
    return this.mailbox.length;
  }

  /** Nothing of it is under way here: it waits for copies of its particle. */
  get isIdle(): boolean {
    return !this.running && !this.ready && !this.hasWork && this.openCalls + this.openSends === 0;
  }

  /** Bytes of results that wait. */
  get resultsBytes(): number {
    return this.resultBytes;
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

  /** @param arrival number of its trace entry */
  post(data: Uint8Array, arrival: number): void {
    this.mailbox.push(data);
    this.arrivals.push(arrival);
  }

  /** @param id of a call that has no answer here yet */
  answer(id: number, { retCode, result, seq = 0 }: Answer): void {
    this.results ??= new Map();
    if (this.results.size === 0) this.answers = [];
    this.results.set(id, { retCode, result });
    this.answers.push(seq);
    this.resultBytes += textBytes(result);
  }

  /** Takes the finished results and the oldest particle of the mailbox; of many large results only the first. */
  beginTurn(): Turn {
    const data = this.mailbox.shift();
    const arrival = this.arrivals.shift();
    const before = this.resultBytes;
    const results = before > MAX_TURN_RESULT_BYTES ? this.#firstResults() : this.#allResults();
    const answers = results.size === this.answers.length ? this.answers : this.answers.slice(0, results.size);
    this.answers = this.results === undefined ? NO_NUMBERS : this.answers.slice(results.size);
    return { data, arrival, results, answers, bytes: before - this.resultBytes + (data?.length ?? 0) };
  }

  #allResults(): ReadonlyMap<number, CallResult> {
    const results = this.results ?? NO_RESULTS;
    this.results = undefined;
    this.resultBytes = 0;
    return results;
  }

  #firstResults(): ReadonlyMap<number, CallResult> {
    const first = new Map<number, CallResult>();
    let bytes = 0;
    for (const [id, result] of this.results ?? NO_RESULTS) {
      bytes += textBytes(result.result);
      if (bytes > MAX_TURN_RESULT_BYTES && first.size > 0) break;
      first.set(id, result);
      this.results?.delete(id);
      this.resultBytes -= textBytes(result.result);
    }
    if (this.results?.size === 0) this.results = undefined;
    return first;
  }

  /** Puts results of a failed turn back; what arrived meanwhile stays. @returns bytes put back */
  putBackResults(turn: Turn): number {
    const before = this.resultBytes;
    let i = 0;
    for (const [id, result] of turn.results) this.answer(id, { ...result, seq: turn.answers[i++] ?? 0 });
    return this.resultBytes - before;
  }

  /** Puts a turn that never ran back, its particle to the front. */
  putBack(turn: Turn): void {
    if (turn.data !== undefined) {
      this.mailbox.unshift(turn.data);
      this.arrivals.unshift(turn.arrival ?? 0);
    }
    this.putBackResults(turn);
  }

  /** Lets go of everything that waits. @returns what that was */
  release(state: 'ended' | 'removed'): {
    particles: number;
    results: number;
    calls: readonly WaitingCall[];
    mailboxBytes: number;
    resultBytes: number;
  } {
    const left = {
      particles: this.mailbox.length,
      results: this.results?.size ?? 0,
      calls: this.waitingCalls?.drain() ?? [],
      mailboxBytes: this.mailbox.reduce((sum, data) => sum + data.length, 0),
      resultBytes: this.resultBytes,
    };
    this.state = state;
    this.mailbox = [];
    this.arrivals = [];
    this.results = undefined;
    this.answers = NO_NUMBERS;
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

/** Bytes of a signature that tell it from all others: those at its end are not the same in all of an author's. */
const TELLING_BYTES = 16;
const LEFT_OUT_AT_END = 8;

/** Key of an ended actor's tombstone among those of its author; short, and a string of its own. */
export function tombstoneKey(signature: Uint8Array, scope: PeerScope): string {
  const end = Math.max(0, signature.length - LEFT_OUT_AT_END);
  const telling = latin1(signature.subarray(Math.max(0, end - TELLING_BYTES), end));
  return scope.kind === 'host' ? telling : `${telling}${scope.workerId}`;
}

/** Text of the signature's bytes, one unit per byte: key of an actor within its scope (spec/nox.md §2.2). */
export function signatureKey(signature: Uint8Array): string {
  return latin1(signature);
}

/** Of each particle several are made: a view to make each of would cost more than the text. */
const scratch = Buffer.alloc(MAX_SIGNATURE_BYTES);

function latin1(bytes: Uint8Array): string {
  if (bytes.length > scratch.length) return Buffer.from(bytes).toString('latin1');
  scratch.set(bytes);
  return scratch.toString('latin1', 0, bytes.length);
}
