import {
  type CallResult,
  decodeCallRequests,
  encodeCallResults,
  type RawOutcome,
} from '@noctiluca/avm/instance';
import { messageOf } from '@noctiluca/common/thrown';
import type { Notice } from '@noctiluca/network/client';
import type { Particle } from '@noctiluca/particle';
import type { JSONValue } from '../json.js';
import type { CallAnswers } from './call-answers.js';
import { ExpirationError, InterpreterError, LostError, SendError } from './errors.js';
import { Fate } from './fate.js';
import type { Interpreter } from './interpreter.js';
import { type ScriptTraits, traitsOf } from './script-traits.js';
import type { Answering } from './service-calls.js';

/** Who waits for a particle of our own. */
export interface Caller {
  readonly onSuccess: (result: JSONValue) => void;
  readonly onError: (error: unknown) => void;
  /** Done as soon as nothing is left to do here. */
  readonly fireAndForget: boolean;
  /** Of a call of a compiled function; without, the particle's services are registered one by one. */
  readonly answers?: CallAnswers;
  /** The relay that the script begins at: AquaVM has nothing to do here before it is sent. @default here */
  readonly beginsAt?: string | undefined;
}

/** What was given to a relay, or waits for it. */
export interface Parcel {
  readonly relayPeerId: string;
  /** The relay has it. */
  isTaken: boolean;
}

/** What a session needs of its client. */
export interface SessionHost {
  readonly interpreter: Interpreter;
  readonly peerId: string;
  readonly seed: Uint8Array;
  readonly answering: Answering;
  /** Has the particle carried on; tells later by `carried`. */
  carry(session: Session, nextPeerIds: readonly string[]): void;
  /** Its caller has the answer; the session may live on. */
  settled(): void;
  ended(session: Session): void;
  /** The bytes that a particle of another peer holds changed by so many. */
  holds(delta: number): void;
}

/** What AquaVM is run on: data of the network, or answers. */
interface Input {
  readonly data: Uint8Array;
  readonly results: Uint8Array;
}

const NO_BYTES = new Uint8Array(0);
const NO_RESULTS = encodeCallResults(new Map());
/** Longest a timer runs, milliseconds; a particle with a longer life ends then. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** Return codes below are about what came in, not about the script (spec/marine-abi.md §7.6). */
const FIRST_OF_EXECUTION = 10_000;
/** How long an answer may still come after a peer said that the particle is lost, milliseconds. */
const LOST_GRACE_MS = 700;

/**
 * The life of one particle on this client: AquaVM runs one after the other, each on what came from the network or on what
 * services answered. A particle of our own has a caller.
 */
export class Session {
  readonly particle: Particle;
  readonly caller: Caller | undefined;
  readonly #host: SessionHost;
  readonly #timer: ReturnType<typeof setTimeout>;
  #prevData: Uint8Array = NO_BYTES;
  #inbox: Uint8Array[] = [];
  #results = new Map<number, CallResult>();
  #answersUnderWay = 0;
  #isRunning = false;
  #isEnded = false;
  #isSettled = false;
  /** Why it may never be answered, as far as it is known. */
  #reason: string | undefined;
  readonly #fate = new Fate();
  /** Ends it unless something comes. */
  #lostTimer: ReturnType<typeof setTimeout> | undefined;
  #parcel: Parcel | undefined;

  constructor(particle: Particle, host: SessionHost, caller?: Caller) {
    this.particle = particle;
    this.#host = host;
    this.caller = caller;
    const leftMs = particle.timestamp + particle.ttl - Date.now();
    this.#timer = setTimeout(() => this.expire(), Math.min(leftMs, MAX_TIMER_MS));
  }

  /** Where its last parcel went, and whether it arrived there. */
  get parcel(): Parcel | undefined {
    return this.#parcel;
  }

  set parcel(parcel: Parcel) {
    this.#parcel = parcel;
    this.#fate.left(this.#prevData);
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Whether somebody here still waits for its answer. */
  get isAwaited(): boolean {
    return this.caller !== undefined && !this.#isSettled;
  }

  /** The data to send: all that is known of the particle here. */
  get data(): Uint8Array {
    return this.#prevData;
  }

  get traits(): ScriptTraits {
    return traitsOf(this.caller?.answers?.script ?? this.particle.script);
  }

  /** Begins a particle of our own: here, or where it begins. */
  begin(): void {
    const { beginsAt, fireAndForget } = this.caller ?? {};
    if (beginsAt === undefined) this.receive();
    else if (!this.#isEnded) {
      this.#host.carry(this, [beginsAt]);
      if (fireAndForget) this.succeed(null);
    }
  }

  /** Runs AquaVM on data from the network; on none at the start of a particle of our own. */
  receive(data: Uint8Array = NO_BYTES): void {
    if (this.#isEnded) return;
    if (data.length > 0) this.#fate.returned();
    clearTimeout(this.#lostTimer);
    this.#lostTimer = undefined;
    this.#inbox.push(data);
    this.#run();
  }

  /** A parcel cannot be delivered, now or ever. */
  undelivered(reason: string, isFinal: boolean): void {
    this.#reason = reason;
    if (isFinal) this.fail(new SendError(this.particle, reason));
  }

  /** Remembers why the particle may not come back. */
  suspect(reason: string): void {
    this.#reason ??= reason;
  }

  /** A peer says what became of it. When nothing can come any more, its caller need not wait for its end. */
  told(notice: Notice): void {
    // One without an answer tells its caller of its end only.
    const isAnswered = this.#isSettled && this.caller?.fireAndForget !== true;
    if (this.#isEnded || isAnswered) return;
    this.#fate.heard(notice);
    const isOver = this.#fate.isOverWith(notice, this.#parcel?.relayPeerId, () => this.traits.isSequential);
    if (isOver) this.#lostTimer ??= setTimeout(() => this.#lose(), LOST_GRACE_MS);
  }

  #lose(): void {
    this.fail(new LostError(this.particle, this.#fate.reason(this.#reason) ?? ''));
  }

  expire(): void {
    if (this.#isEnded) return;
    const { parcel, particle } = this;
    const expired = new ExpirationError(particle, this.#fate.reason(this.#reason));
    const neverSent = parcel !== undefined && !parcel.isTaken;
    this.fail(neverSent ? new SendError(particle, expired.message) : expired);
  }

  /** Ends it with an error for its caller. */
  fail(error: unknown): void {
    if (this.#isEnded) return;
    this.end();
    this.reject(error);
  }

  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#lostTimer);
    this.#inbox = [];
    this.#results.clear();
    this.#remember(NO_BYTES);
    this.#host.ended(this);
  }

  /** The script gave its result. What is left of it goes on beside. */
  succeed(result: JSONValue): void {
    this.#isSettled = true;
    this.caller?.onSuccess(result);
    this.#host.settled();
  }

  /** The script ended in an error of its own. */
  reject(error: unknown): void {
    this.#isSettled = true;
    this.caller?.onError(error);
    this.#host.settled();
  }

  #run(): void {
    if (this.#isRunning || this.#isEnded) return;
    this.#isRunning = true;
    this.#drain();
  }

  /** Runs AquaVM until nothing is left to run it on. What is answered at once is in its next run. */
  #drain(): void {
    for (let input = this.#next(); input !== undefined; input = this.#next()) {
      const outcome = this.#invoke(input);
      if (outcome instanceof Promise) {
        const applied = outcome.then(
          (later) => this.#apply(later, input),
          (error) => this.#broken(error),
        );
        applied.then(() => this.#drain());
        return;
      }
      if (outcome !== undefined) this.#apply(outcome, input);
    }
    this.#isRunning = false;
    this.#endWhenOver();
  }

  /** Answers come first: they are of what AquaVM knows already. */
  #next(): Input | undefined {
    if (this.#isEnded) return undefined;
    if (this.#results.size === 0) {
      const data = this.#inbox.shift();
      return data && { data, results: NO_RESULTS };
    }
    const results = encodeCallResults(this.#results);
    this.#results.clear();
    return { data: NO_BYTES, results };
  }

  #invoke({ data, results }: Input): RawOutcome | Promise<RawOutcome> | undefined {
    const { interpreter, peerId: currentPeerId, seed } = this.#host;
    const { id: particleId, initPeerId, timestamp, ttl, script } = this.particle;
    const particle = { particleId, initPeerId, timestamp, ttl, script };
    try {
      return interpreter.invoke(
        { ...particle, currentPeerId, seed, prevData: this.#prevData, data },
        results,
      );
    } catch (error) {
      this.#broken(error);
      return undefined;
    }
  }

  #broken(error: unknown): void {
    this.fail(new InterpreterError(this.particle, messageOf(error), { cause: error }));
  }

  #apply(outcome: RawOutcome, { data }: Input): void {
    if (this.#isEnded) return;
    this.#remember(outcome.data);
    if (outcome.retCode === 0) this.#advance(outcome);
    else this.#refused(outcome, data.length > 0);
  }

  #advance(outcome: RawOutcome): void {
    if (outcome.nextPeerIds.length > 0) this.#host.carry(this, outcome.nextPeerIds);
    // AquaVM gives them in any order; their ids follow the script.
    const requests = decodeCallRequests(outcome.callRequests).sort((a, b) => a.id - b.id);
    for (const request of requests) this.#host.answering.answer(this, request);
    if (requests.length === 0 && this.caller?.fireAndForget) this.succeed(null);
  }

  #remember(data: Uint8Array): void {
    if (this.caller === undefined) this.#host.holds(data.length - this.#prevData.length);
    this.#prevData = data;
  }

  /** Damaged data of another peer is no verdict on the call; what AquaVM says of the script is. */
  #refused({ retCode, errorMessage }: RawOutcome, isFromNetwork: boolean): void {
    if (isFromNetwork && retCode < FIRST_OF_EXECUTION) {
      this.#reason = `what came back could not be used: ${errorMessage}`;
      return;
    }
    this.fail(new InterpreterError(this.particle, errorMessage));
  }

  /** The answer of a call will come later. */
  awaits(): void {
    this.#answersUnderWay += 1;
  }

  /** A call that was awaited is answered. */
  answeredLater(callId: number, result: CallResult): void {
    this.#answersUnderWay -= 1;
    this.answered(callId, result);
  }

  answered(callId: number, result: CallResult): void {
    if (this.#isEnded) return;
    this.#results.set(callId, result);
    this.#run();
  }

  /** A call of a compiled function has its answer, and nothing runs beside it: what else comes is not waited for. */
  #endWhenOver(): void {
    if (!this.#isSettled || this.caller?.answers === undefined || this.caller.fireAndForget) return;
    const { isSequential, endsWithAnswer } = this.traits;
    if (isSequential && endsWithAnswer && this.#answersUnderWay === 0) this.end();
  }
}
