import { createFifo, type Fifo } from '@noctiluca/common/fifo';
import type { Particle } from '@noctiluca/particle';
import type { Actor } from '../actors/actor.js';
import { LargestFirst } from '../admission/largest-first.js';

/** One particle on its way to one peer. */
export interface QueuedSend {
  readonly peerId: string;
  readonly particle: Particle;
  readonly deadlineMs: number;
}

/** The same with the actor that wants it sent; its signal costs something and is asked for only when it is needed. */
export interface SendJob extends QueuedSend {
  readonly owner: Actor;
  /** Number of the run that wants it. */
  readonly run: number;
}

export interface SendQueueInit {
  /** Sends at a time. */
  readonly maxActive: number;
  /** Sends at a time to one peer. */
  readonly maxPerPeer: number;
  readonly maxQueued: number;
  readonly maxQueuedBytes: number;
}

export interface SendQueueComponents<J> {
  /** Must not reject. */
  readonly run: (job: J) => Promise<void>;
  /** Told of a job that waited and is given up for others. */
  readonly gaveWay: (job: J) => void;
  /** Told when a job has left a queue that was half full. @default nobody is */
  readonly onRoom?: () => void;
}

/** A job that waits; one that gave way stays in its line until it would be its turn. */
interface Waiting<J> {
  readonly job: J;
  isGone: boolean;
}

/** What goes to one peer. */
interface Line<J> {
  readonly peerId: string;
  readonly jobs: Fifo<Waiting<J>>;
  active: number;
  /** Has jobs that may run, and stands in the order of turns. */
  listed: boolean;
}

/**
 * Runs sends, so many at a time, so many to one peer. Peers take turns and each gets its particles in order: one that
 * doesn't read holds back its own particles and nobody else's.
 */
export class SendQueue<J extends QueuedSend> {
  readonly #init: SendQueueInit;
  readonly #components: SendQueueComponents<J>;
  readonly #lines = new Map<string, Line<J>>();
  /** Lines that may go on, in the order of their turns. */
  readonly #listed = createFifo<Line<J>>();
  readonly #shares = new LargestFirst<Waiting<J>>();
  #active = 0;
  #waiting = 0;
  #waitingBytes = 0;

  constructor(init: SendQueueInit, components: SendQueueComponents<J>) {
    this.#init = init;
    this.#components = components;
  }

  /**
   * False when there is no room to wait; the job is then the caller's to give up. Where authors share what room there is,
   * whoever has most waiting gives way.
   */
  submit(job: J): boolean {
    const { maxActive, maxPerPeer } = this.#init;
    const line = this.#lineOf(job.peerId);
    if (this.#active < maxActive && line.active < maxPerPeer && line.jobs.size === 0) {
      this.#start(line, job);
      return true;
    }
    if (!this.#makeRoom(job)) {
      this.#drop(line);
      return false;
    }
    this.#wait(line, job);
    return true;
  }

  /** From a half-full queue on: whether more waits of an author than its share. What it asks for yet is better left with it. */
  isBehind(authorPeerId: string): boolean {
    return this.#isHalfFull && this.#shares.isHeavy(authorPeerId, this.#init.maxQueuedBytes / 2);
  }

  get #isHalfFull(): boolean {
    const { maxQueued, maxQueuedBytes } = this.#init;
    return this.#waiting * 2 >= maxQueued || this.#waitingBytes * 2 >= maxQueuedBytes;
  }

  #wait(line: Line<J>, job: J): void {
    const { initPeerId, data } = job.particle;
    const item = { job, isGone: false };
    this.#waiting++;
    this.#waitingBytes += data.length;
    line.jobs.push(item);
    this.#shares.add(initPeerId, item, this.#weightOf(data.length));
    this.#list(line);
  }

  #lineOf(peerId: string): Line<J> {
    let line = this.#lines.get(peerId);
    if (line === undefined) {
      line = { peerId, jobs: createFifo(), active: 0, listed: false };
      this.#lines.set(peerId, line);
    }
    return line;
  }

  #list(line: Line<J>): void {
    if (line.listed || line.jobs.size === 0 || line.active >= this.#init.maxPerPeer) return;
    line.listed = true;
    this.#listed.push(line);
  }

  #next(): void {
    while (this.#active < this.#init.maxActive) {
      const line = this.#listed.shift();
      if (line === undefined) return;
      line.listed = false;
      const next = line.jobs.shift();
      if (next !== undefined && !next.isGone) {
        this.#forget(next);
        this.#start(line, next.job);
      }
      this.#list(line);
      this.#drop(line);
    }
  }

  #start(line: Line<J>, job: J): void {
    this.#active++;
    line.active++;
    void this.#components.run(job).then(() => this.#finish(line));
  }

  #finish(line: Line<J>): void {
    this.#active--;
    line.active--;
    this.#list(line);
    this.#drop(line);
    this.#next();
  }

  #drop(line: Line<J>): void {
    if (line.active === 0 && line.jobs.size === 0) this.#lines.delete(line.peerId);
  }

  #forget(item: Waiting<J>): void {
    const wasHalfFull = this.#isHalfFull;
    item.isGone = true;
    this.#waiting--;
    this.#waitingBytes -= item.job.particle.data.length;
    this.#shares.remove(item.job.particle.initPeerId, item);
    if (wasHalfFull) this.#components.onRoom?.();
  }

  /** One may have to give way to several. */
  #makeRoom({ particle: { initPeerId, data } }: J): boolean {
    while (this.#isFull(data.length)) {
      const item = this.#shares.toGiveWay(initPeerId, this.#weightOf(data.length));
      if (item === undefined) return false;
      this.#forget(item);
      this.#components.gaveWay(item.job);
    }
    return true;
  }

  #isFull(bytes: number): boolean {
    return this.#waiting >= this.#init.maxQueued || this.#waitingBytes + bytes > this.#init.maxQueuedBytes;
  }

  #weightOf(bytes: number): number {
    return bytes + this.#init.maxQueuedBytes / this.#init.maxQueued;
  }
}

export function createSendQueue<J extends QueuedSend>(
  init: SendQueueInit,
  components: SendQueueComponents<J>,
): SendQueue<J> {
  return new SendQueue(init, components);
}
