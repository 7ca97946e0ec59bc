import type { Particle } from '@noctiluca/particle';
import type { Actor } from '../actors/actor.js';
import { LargestFirst } from '../admission/largest-first.js';
import { createFifo, type Fifo } from '../fifo.js';

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

/**
 * Runs sends, so many at a time, so many to one peer. Peers take turns and each gets its particles in order: one that
 * doesn't read holds back its own particles and nobody else's.
 */
export interface SendQueue<J extends QueuedSend> {
  /**
   * False when there is no room to wait; the job is then the caller's to give up. Where authors share what room there is,
   * whoever has most waiting gives way.
   */
  submit(job: J): boolean;
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
 * @param run must not reject
 * @param gaveWay told of a job that waited and is given up for others
 */
export function createSendQueue<J extends QueuedSend>(
  init: SendQueueInit,
  run: (job: J) => Promise<void>,
  gaveWay: (job: J) => void,
): SendQueue<J> {
  const lines = new Map<string, Line<J>>();
  const turns = createFifo<Line<J>>();
  let active = 0;
  let waiting = 0;
  let waitingBytes = 0;

  const shares = new LargestFirst<Waiting<J>>();

  function lineOf(peerId: string): Line<J> {
    let line = lines.get(peerId);
    if (line === undefined) {
      line = { peerId, jobs: createFifo(), active: 0, listed: false };
      lines.set(peerId, line);
    }
    return line;
  }

  function list(line: Line<J>): void {
    if (line.listed || line.jobs.size === 0 || line.active >= init.maxPerPeer) return;
    line.listed = true;
    turns.push(line);
  }

  function next(): void {
    while (active < init.maxActive) {
      const line = turns.shift();
      if (line === undefined) return;
      line.listed = false;
      const next = line.jobs.shift();
      if (next !== undefined && !next.isGone) {
        forget(next);
        start(line, next.job);
      }
      list(line);
      drop(line);
    }
  }

  function start(line: Line<J>, job: J): void {
    active++;
    line.active++;
    void run(job).then(() => finish(line));
  }

  function finish(line: Line<J>): void {
    active--;
    line.active--;
    list(line);
    drop(line);
    next();
  }

  function drop(line: Line<J>): void {
    if (line.active === 0 && line.jobs.size === 0) lines.delete(line.peerId);
  }

  function forget(item: Waiting<J>): void {
    item.isGone = true;
    waiting--;
    waitingBytes -= item.job.particle.data.length;
    shares.remove(item.job.particle.initPeerId, item);
  }

  const isFull = (bytes: number) => waiting >= init.maxQueued || waitingBytes + bytes > init.maxQueuedBytes;

  /** One may have to give way to several. */
  function makeRoom({ particle: { initPeerId, data } }: J): boolean {
    while (isFull(data.length)) {
      const item = shares.toGiveWay(initPeerId, weightOf(data.length));
      if (item === undefined) return false;
      forget(item);
      gaveWay(item.job);
    }
    return true;
  }

  const weightOf = (bytes: number) => bytes + init.maxQueuedBytes / init.maxQueued;

  return {
    submit(job: J) {
      const bytes = job.particle.data.length;
      const line = lineOf(job.peerId);
      if (active < init.maxActive && line.active < init.maxPerPeer && line.jobs.size === 0) {
        start(line, job);
        return true;
      }
      if (!makeRoom(job)) {
        drop(line);
        return false;
      }
      waiting++;
      waitingBytes += bytes;
      const item = { job, isGone: false };
      line.jobs.push(item);
      shares.add(job.particle.initPeerId, item, weightOf(bytes));
      list(line);
      return true;
    },
  };
}
