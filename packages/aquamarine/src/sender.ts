import type { ContactResolution, Network, SendResult } from '@noctiluca/network';
import type { TraceRecorder } from '@noctiluca/particle';
import type { Activity } from './activity.js';
import type { Bounds } from './bounds.js';
import type { Clock } from './clock.js';
import type { DropReason, Drops } from './drops.js';
import { createSendLane, type SendJob } from './send-lane.js';

export interface SenderComponents {
  readonly network: Pick<Network, 'isConnected' | 'resolveContact' | 'send'>;
  readonly activity: Activity;
  readonly drops: Drops;
  readonly trace: TraceRecorder;
  readonly clock: Clock;
  /** Aborted when the peer gives up what is still under way. */
  readonly stopping: AbortSignal;
}

/** Sends a particle to a remote peer, some time before its deadline, or drops it with the reason. */
export type Sender = (job: SendJob) => void;

const RESOLUTION_REASONS = {
  KademliaNotFound: 'not-found',
  KademliaError: 'not-resolved',
  ConnectionFailed: 'connection-failed',
} as const satisfies Record<Exclude<ContactResolution['how'], 'Local' | 'Kademlia'>, DropReason>;

/**
 * Connected peers and those that must be found first have separate lanes: looking for an absent peer takes seconds, and
 * answers to clients attached to this relay must not wait behind it.
 *
 * A search ends with its particle. A send over a connection that stands is over in a moment, or else the network gives it
 * up: it ends early only when the peer stops, by one signal for all, because one of its own would cost more than it does.
 */
export function createSender(bounds: Bounds, components: SenderComponents): Sender {
  const { network, activity, drops, trace, clock, stopping } = components;

  function drop({ particle, peerId }: SendJob, reason: DropReason, detail?: string): void {
    const to = `to ${peerId}`;
    drops.drop(particle.id, 'send', reason, detail === undefined ? to : `${to}: ${detail}`);
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
    const options = { signal: network.isConnected(peerId) ? stopping : job.owner.signal };
    const found = await network.resolveContact(peerId, options);
    const lateNow = lateReason(job);
    if (lateNow !== undefined) return drop(job, lateNow);
    if (!('contact' in found)) return drop(job, RESOLUTION_REASONS[found.how], found.detail);
    const result = await network.send(found.contact, particle, options);
    if (result.status === 'ok') {
      job.owner.run?.sent();
      trace.record(particle.id, { kind: 'sent', to: peerId, bytes: result.bytes, via: found.how });
      return;
    }
    drop(job, lateReason(job) ?? result.status, detailOf(result));
  }

  /** Never rejects. */
  async function run(job: SendJob): Promise<void> {
    try {
      await attempt(job);
    } catch (error) {
      const late = lateReason(job);
      drop(job, late ?? 'send-failed', late === undefined ? String(error) : undefined);
    }
    activity.leave();
    job.owner.run?.leave();
  }

  const init = {
    maxPerPeer: bounds.maxSendsPerPeer,
    maxQueued: bounds.maxQueuedSends,
    maxQueuedBytes: bounds.maxQueuedSendBytes,
  };
  const connected = createSendLane({ ...init, maxActive: bounds.maxSendsConnected }, run);
  const distant = createSendLane({ ...init, maxActive: bounds.maxSendsDistant }, run);
  return (job) => {
    const lane = network.isConnected(job.peerId) ? connected : distant;
    activity.enter();
    job.owner.run?.enter();
    if (lane.submit(job)) return;
    activity.leave();
    job.owner.run?.leave();
    drop(job, 'send-queue-full');
  };
}

function detailOf(result: SendResult): string | undefined {
  return 'detail' in result ? result.detail : undefined;
}
