import type { Particle } from '@noctiluca/particle';
import { createFifo, type Fifo } from './fifo.js';

/** One particle on its way to one peer. */
export interface SendJob {
  readonly peerId: string;
  readonly particle: Particle;
  readonly deadlineMs: number;
  /** Aborted with the actor that wants this sent. */
  readonly signal: AbortSignal;
}

export interface SendLaneInit {
  /** Sends at a time. */
  readonly maxActive: number;
  /** Sends at a time to one peer. */
  readonly maxPerPeer: number;
  readonly maxQueued: number;
  readonly maxQueuedBytes: number;
}

/**
 * Runs sends in order, so many at a time, so many to one peer: a peer that doesn't read holds back its own particles
 * and nobody else's.
 */
export interface SendLane {
  /** False when there is no room to wait; the job is then the caller's to give up. */
  submit(job: SendJob): boolean;
}

/** @param run must not reject */
export function createSendLane(init: SendLaneInit, run: (job: SendJob) => Promise<void>): SendLane {
  const queue = createFifo<SendJob>();
  const parked = new Map<string, Fifo<SendJob>>();
  const activeOf = new Map<string, number>();
  let active = 0;
  let waiting = 0;
  let waitingBytes = 0;

  const isAtCap = (peerId: string) => (activeOf.get(peerId) ?? 0) >= init.maxPerPeer;

  function start(job: SendJob): void {
    active++;
    activeOf.set(job.peerId, (activeOf.get(job.peerId) ?? 0) + 1);
    void run(job).then(() => finish(job.peerId));
  }

  function finish(peerId: string): void {
    active--;
    const left = activeOf.get(peerId)! - 1;
    if (left === 0) activeOf.delete(peerId);
    else activeOf.set(peerId, left);
    unpark(peerId);
    next();
  }

  function park(job: SendJob): void {
    let jobs = parked.get(job.peerId);
    if (jobs === undefined) {
      jobs = createFifo();
      parked.set(job.peerId, jobs);
    }
    jobs.push(job);
  }

  /** To the end of the queue, not before it: others waited longer. */
  function unpark(peerId: string): void {
    const jobs = parked.get(peerId);
    const job = jobs?.shift();
    if (job !== undefined) queue.push(job);
    if (jobs?.size === 0) parked.delete(peerId);
  }

  function next(): void {
    while (active < init.maxActive) {
      const job = queue.shift();
      if (job === undefined) return;
      if (isAtCap(job.peerId)) {
        park(job);
        continue;
      }
      waiting--;
      waitingBytes -= job.particle.data.length;
      start(job);
    }
  }

  return {
    submit(job) {
      if (active < init.maxActive && !isAtCap(job.peerId)) {
        start(job);
        return true;
      }
      const bytes = job.particle.data.length;
      if (waiting >= init.maxQueued || waitingBytes + bytes > init.maxQueuedBytes) return false;
      waiting++;
      waitingBytes += bytes;
      if (isAtCap(job.peerId)) park(job);
      else queue.push(job);
      return true;
    },
  };
}
