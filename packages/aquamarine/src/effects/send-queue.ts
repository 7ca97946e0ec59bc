import type { Particle } from '@noctiluca/particle';
import type { ParticleTracker } from '../actors/particle-tracker.js';
import { createFifo, type Fifo } from '../fifo.js';

/** One particle on its way to one peer. */
export interface SendJob {
  readonly peerId: string;
  readonly particle: Particle;
  readonly deadlineMs: number;
  /** The actor that wants this sent; its signal costs something and is asked for only when it is needed. */
  readonly owner: {
    readonly signal: AbortSignal;
    readonly run?: ParticleTracker | undefined;
    /** Set when the particle is sent to its author. */
    answeredOver?: number | undefined;
  };
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
 * ParticleTrackers sends, so many at a time, so many to one peer. Peers take turns and each gets its particles in order: one that
 * doesn't read holds back its own particles and nobody else's.
 */
export interface SendQueue {
  /** False when there is no room to wait; the job is then the caller's to give up. */
  submit(job: SendJob): boolean;
}

/** What goes to one peer. */
interface Line {
  readonly peerId: string;
  readonly jobs: Fifo<SendJob>;
  active: number;
  /** Has jobs that may run, and stands in the order of turns. */
  listed: boolean;
}

/** @param run must not reject */
export function createSendQueue(init: SendQueueInit, run: (job: SendJob) => Promise<void>): SendQueue {
  const lines = new Map<string, Line>();
  const turns = createFifo<Line>();
  let active = 0;
  let waiting = 0;
  let waitingBytes = 0;

  function lineOf(peerId: string): Line {
    let line = lines.get(peerId);
    if (line === undefined) {
      line = { peerId, jobs: createFifo(), active: 0, listed: false };
      lines.set(peerId, line);
    }
    return line;
  }

  function list(line: Line): void {
    if (line.listed || line.jobs.size === 0 || line.active >= init.maxPerPeer) return;
    line.listed = true;
    turns.push(line);
  }

  function next(): void {
    while (active < init.maxActive) {
      const line = turns.shift();
      if (line === undefined) return;
      line.listed = false;
      const job = line.jobs.shift();
      if (job === undefined) continue;
      waiting--;
      waitingBytes -= job.particle.data.length;
      start(line, job);
      list(line);
    }
  }

  function start(line: Line, job: SendJob): void {
    active++;
    line.active++;
    void run(job).then(() => finish(line));
  }

  function finish(line: Line): void {
    active--;
    line.active--;
    if (line.active === 0 && line.jobs.size === 0) lines.delete(line.peerId);
    else list(line);
    next();
  }

  return {
    submit(job) {
      const bytes = job.particle.data.length;
      const line = lineOf(job.peerId);
      if (active < init.maxActive && line.active < init.maxPerPeer && line.jobs.size === 0) {
        start(line, job);
        return true;
      }
      if (waiting >= init.maxQueued || waitingBytes + bytes > init.maxQueuedBytes) {
        if (line.active === 0 && line.jobs.size === 0) lines.delete(line.peerId);
        return false;
      }
      waiting++;
      waitingBytes += bytes;
      line.jobs.push(job);
      list(line);
      return true;
    },
  };
}
