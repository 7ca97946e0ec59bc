import type { Clock } from '@noctiluca/common/clock';
import type { ContactResolution, Network, SendResult } from '@noctiluca/network';
import type { TraceRecorder } from '@noctiluca/particle';
import type { Ledger } from '../admission/ledger.js';
import type { Bounds } from '../bounds.js';
import type { Notices } from '../notices/notices.js';
import type { Activity } from '../observe/activity.js';
import type { DropReason, Drops } from '../observe/drops.js';
import { createKeptSends, sizeOf } from './kept-sends.js';
import { createSendQueue, type SendJob } from './send-queue.js';

export interface SenderComponents {
  readonly network: Pick<
    Network,
    'isConnected' | 'newestConnection' | 'onConnectionEvent' | 'resolveContact' | 'send'
  >;
  readonly ledger: Ledger;
  readonly activity: Activity;
  readonly drops: Drops;
  readonly trace: TraceRecorder;
  /** @default nobody is told */
  readonly notices?: Pick<Notices, 'sent' | 'waits'>;
  readonly clock: Clock;
  /** Aborted when the peer gives up what is still under way. */
  readonly stopping: AbortSignal;
}

export interface Sender {
  /** Sends a particle to a remote peer, some time before its deadline, or drops it with the reason. */
  send(job: SendJob): void;
  /** Particles that wait for a peer that has gone. */
  readonly kept: number;
  /** Gives those up, and keeps no more. */
  stop(): void;
}

/** Ends of a send that its peer's return can change: it lost its connection, and nobody knows where it is now. */
const MAY_RETURN: ReadonlySet<DropReason> = new Set<DropReason>([
  'not-connected',
  'connection-pool-died',
  'timed-out',
  'not-found',
  'not-resolved',
  'connection-failed',
]);

const RESOLUTION_REASONS = {
  KademliaNotFound: 'not-found',
  KademliaError: 'not-resolved',
  ConnectionFailed: 'connection-failed',
} as const satisfies Record<Exclude<ContactResolution['how'], 'Local' | 'Kademlia'>, DropReason>;

/**
 * Connected peers and those that must be found first have separate queues: looking for an absent peer takes seconds, and
 * answers to clients attached to this relay must not wait behind it.
 *
 * A search ends with its particle. A send over a connection that stands is over in a moment, or else the network gives it
 * up: it ends early only when the peer stops, by one signal for all, because one of its own would cost more than it does.
 */
export function createSender(bounds: Bounds, components: SenderComponents): Sender {
  const { network, ledger, activity, drops, trace, notices, clock, stopping } = components;
  const keptInit = {
    maxPerPeer: bounds.maxKeptPerPeer,
    maxBytesPerPeer: bounds.maxKeptBytesPerPeer,
    maxBytes: bounds.maxKeptBytes,
  };
  const kept = createKeptSends<SendJob>(keptInit, clock, (job) => {
    ledger.hold(job.owner, -sizeOf(job));
    drop(job, lateReason(job) ?? (isStopped ? 'stopped' : 'gave-way'));
  });
  let isStopped = false;

  function drop({ particle, peerId }: SendJob, reason: DropReason, detail?: string): void {
    const to = `to ${peerId}`;
    drops.drop(particle, 'send', reason, detail === undefined ? to : `${to}: ${detail}`);
  }

  /** Why it isn't worth going on, if so. */
  function lateReason({ deadlineMs }: SendJob): DropReason | undefined {
    if (clock.nowMs() > deadlineMs) return 'expired';
    return stopping.aborted ? 'stopped' : undefined;
  }

  async function attempt(job: SendJob): Promise<void> {
    const late = lateReason(job);
    if (late !== undefined) return drop(job, late);
    const { peerId, particle } = job;
    const over = network.newestConnection(peerId);
    if (peerId === particle.initPeerId) job.owner.answeredOver = over;
    const options = { signal: network.isConnected(peerId) ? stopping : job.owner.signal };
    const found = await network.resolveContact(peerId, options);
    const lateNow = lateReason(job);
    if (lateNow !== undefined) return drop(job, lateNow);
    if (!('contact' in found)) return undelivered(job, over, RESOLUTION_REASONS[found.how], found.detail);
    const result = await network.send(found.contact, particle, options);
    if (result.status === 'ok') {
      job.owner.run?.sent();
      notices?.sent(particle, peerId);
      trace.record(particle.id, { kind: 'sent', to: peerId, bytes: result.bytes, via: found.how });
      return;
    }
    undelivered(job, over, lateReason(job) ?? result.status, detailOf(result));
  }

  /** A client whose connection broke dials again, and the script that called through this peer waits for just this. */
  function undelivered(job: SendJob, over: number, reason: DropReason, detail?: string): void {
    const mayReturn = !isStopped && MAY_RETURN.has(reason);
    // It may have come back before this send was found to be lost, and its former connection not be known to be gone.
    if (mayReturn && network.newestConnection(job.peerId) > over) send(job);
    else if (!mayReturn || network.isConnected(job.peerId) || !keep(job)) drop(job, reason, detail);
    else notices?.waits(job.particle, job.peerId);
  }

  function keep(job: SendJob): boolean {
    const bytes = sizeOf(job);
    if (!ledger.admit(job.owner.payer, { bytes }) || !kept.keep(job)) return false;
    ledger.hold(job.owner, bytes);
    return true;
  }

  /** Never rejects. */
  async function run(job: SendJob): Promise<void> {
    try {
      await attempt(job);
    } catch (error) {
      const late = lateReason(job);
      drop(job, late ?? 'send-failed', late === undefined ? String(error) : undefined);
    }
    leave(job);
  }

  /** A send is under way. */
  function enter({ owner, particle }: SendJob): void {
    activity.enter();
    owner.run?.enter();
    owner.openSends++;
    ledger.hold(owner, particle.data.length);
  }

  function leave({ owner, particle }: SendJob): void {
    activity.leave();
    owner.run?.leave();
    owner.openSends--;
    ledger.hold(owner, -particle.data.length);
    ledger.setBusy(owner, !owner.isIdle);
  }

  /** It waited, and others have less waiting. */
  function gaveWay(job: SendJob): void {
    leave(job);
    drop(job, 'gave-way');
  }

  const init = {
    maxPerPeer: bounds.maxSendsPerPeer,
    maxQueued: bounds.maxQueuedSends,
    maxQueuedBytes: bounds.maxQueuedSendBytes,
  };
  const connected = createSendQueue({ ...init, maxActive: bounds.maxSendsConnected }, run, gaveWay);
  const distant = createSendQueue({ ...init, maxActive: bounds.maxSendsDistant }, run, gaveWay);

  function send(job: SendJob): void {
    const queue = network.isConnected(job.peerId) ? connected : distant;
    if (!ledger.admit(job.owner.payer, { bytes: job.particle.data.length })) {
      drop(job, 'memory-full');
      return;
    }
    enter(job);
    if (queue.submit(job)) return;
    leave(job);
    drop(job, 'send-queue-full');
  }

  const ignore = network.onConnectionEvent(({ kind, peerId }) => {
    if (kind !== 'connected') return;
    for (const job of kept.arrived(peerId)) {
      ledger.hold(job.owner, -sizeOf(job));
      send(job);
    }
  });
  return {
    send,
    get kept() {
      return kept.count;
    },
    stop() {
      isStopped = true;
      ignore();
      kept.clear();
    },
  };
}

function detailOf(result: SendResult): string | undefined {
  return 'detail' in result ? result.detail : undefined;
}
