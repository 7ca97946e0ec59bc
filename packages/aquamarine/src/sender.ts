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
 */
export function createSender(bounds: Bounds, components: SenderComponents): Sender {
  const { network, activity, drops } = components;
  const run = async (job: SendJob) => {
    await sendOne(job, components);
    activity.leave();
  };
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
    if (lane.submit(job)) return;
    activity.leave();
    drops.drop(job.particle.id, 'send', 'send-queue-full', `to ${job.peerId}`);
  };
}

/** Never rejects. */
async function sendOne(job: SendJob, { network, drops, trace, clock }: SenderComponents): Promise<void> {
  const { peerId, particle, signal } = job;
  const drop = (reason: DropReason, detail?: string) =>
    drops.drop(particle.id, 'send', reason, `to ${peerId}${detail === undefined ? '' : `: ${detail}`}`);
  const isLate = () => signal.aborted || clock.nowMs() > job.deadlineMs;
  const lateReason = () => (clock.nowMs() > job.deadlineMs ? 'expired' : 'stopped');
  try {
    if (isLate()) return drop(lateReason());
    const found = await network.resolveContact(peerId, { signal });
    if (isLate()) return drop(lateReason());
    if (!('contact' in found)) return drop(RESOLUTION_REASONS[found.how], found.detail);
    const result = await network.send(found.contact, particle, { signal });
    if (result.status !== 'ok') return drop(signal.aborted ? lateReason() : result.status, detailOf(result));
    trace.record(particle.id, { kind: 'sent', to: peerId, bytes: result.bytes, via: found.how });
  } catch (error) {
    if (isLate()) drop(lateReason());
    else drop('send-failed', String(error));
  }
}

function detailOf(result: SendResult): string | undefined {
  return 'detail' in result ? result.detail : undefined;
}
