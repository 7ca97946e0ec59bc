import type { Clock } from '@noctiluca/common/clock';
import type { ContactResolution, Network, SendResult } from '@noctiluca/network';
import type { TraceRecorder } from '@noctiluca/particle';
import type { Ledger } from '../admission/ledger.js';
import type { Bounds } from '../bounds.js';
import { LOOK_AGAIN_MS } from '../constants.js';
import type { Notices } from '../notices/notices.js';
import type { Activity } from '../observe/activity.js';
import type { DropReason, Drops } from '../observe/drops.js';
import { createKeptSends, type KeptSends, type KeptSendsInit, sizeOf } from './kept-sends.js';
import { createSendQueue, type SendJob, type SendQueue, type SendQueueInit } from './send-queue.js';

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
  /** Told when there may be room for somebody whose answers waited. @default nobody is */
  readonly onRoom?: () => void;
  readonly clock: Clock;
  /** Aborted when the peer gives up what is still under way. */
  readonly stopping: AbortSignal;
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
 * Sends particles to remote peers. Connected peers and those that must be found first have separate queues: looking for an
 * absent peer takes seconds, and answers to clients attached to this relay must not wait behind it.
 *
 * A search ends with its particle. A send over a connection that stands is over in a moment, or else the network gives it
 * up: it ends early only when the peer stops, by one signal for all, because one of its own would cost more than it does.
 */
export class Sender {
  readonly #components: SenderComponents;
  readonly #kept: KeptSends<SendJob>;
  readonly #connected: SendQueue<SendJob>;
  readonly #distant: SendQueue<SendJob>;
  /** Peers that are looked for again in a moment. */
  readonly #lookedFor = new Set<string>();
  readonly #ignore: () => void;
  #isStopped = false;

  constructor(bounds: Bounds, components: SenderComponents) {
    this.#components = components;
    this.#kept = createKeptSends(keptInit(bounds), components.clock, (job) => this.#unkept(job));
    const ends = {
      run: (job: SendJob) => this.#run(job),
      gaveWay: (job: SendJob) => this.#gaveWay(job),
      onRoom: () => components.onRoom?.(),
    };
    this.#connected = createSendQueue(queueInit(bounds, bounds.maxSendsConnected), ends);
    this.#distant = createSendQueue(queueInit(bounds, bounds.maxSendsDistant), ends);
    this.#ignore = components.network.onConnectionEvent(({ kind, peerId }) => {
      if (kind === 'connected') this.#arrived(peerId);
    });
  }

  /** Whether so much that an author asked for waits to be sent that no more of it should be taken in. */
  isBehind(authorPeerId: string): boolean {
    return this.#connected.isBehind(authorPeerId) || this.#distant.isBehind(authorPeerId);
  }

  /** Particles that wait for a peer that has gone. */
  get kept(): number {
    return this.#kept.count;
  }

  /** Sends a particle to a remote peer, some time before its deadline, or drops it with the reason. */
  send(job: SendJob): void {
    const { network, ledger } = this.#components;
    const queue = network.isConnected(job.peerId) ? this.#connected : this.#distant;
    if (!ledger.admit(job.owner.payer, { bytes: job.particle.data.length })) {
      this.#drop(job, 'memory-full');
      return;
    }
    this.#enter(job);
    if (queue.submit(job)) return;
    this.#leave(job);
    this.#drop(job, 'send-queue-full');
  }

  /** Gives up those that wait for a peer that has gone, and keeps no more. */
  stop(): void {
    this.#isStopped = true;
    this.#ignore();
    this.#kept.clear();
  }

  /** Never rejects. */
  async #run(job: SendJob): Promise<void> {
    try {
      await this.#attempt(job);
    } catch (error) {
      const late = this.#lateReason(job);
      this.#drop(job, late ?? 'send-failed', late === undefined ? String(error) : undefined);
    }
    this.#leave(job);
  }

  async #attempt(job: SendJob): Promise<void> {
    const { network, stopping } = this.#components;
    const late = this.#lateReason(job);
    if (late !== undefined) return this.#drop(job, late);
    const { peerId, particle } = job;
    const over = network.newestConnection(peerId);
    if (peerId === particle.initPeerId) job.owner.answeredOver = over;
    const options = { signal: network.isConnected(peerId) ? stopping : job.owner.signal };
    const found = await network.resolveContact(peerId, options);
    const lateNow = this.#lateReason(job);
    if (lateNow !== undefined) return this.#drop(job, lateNow);
    if (!('contact' in found))
      return this.#undelivered(job, over, RESOLUTION_REASONS[found.how], found.detail);
    const result = await network.send(found.contact, particle, options);
    if (result.status === 'ok') return this.#delivered(job, result.bytes, found.how);
    this.#undelivered(job, over, this.#lateReason(job) ?? result.status, detailOf(result));
  }

  #delivered({ owner, particle, peerId, run }: SendJob, bytes: number, via: 'Local' | 'Kademlia'): void {
    const { notices, trace } = this.#components;
    owner.run?.sent();
    notices?.sent(owner.key, particle, peerId);
    trace.record(particle.id, { kind: 'sent', to: peerId, bytes, via, run });
  }

  /** A client whose connection broke dials again, and the script that called through this peer waits for just this. */
  #undelivered(job: SendJob, over: number, reason: DropReason, detail?: string): void {
    const { network } = this.#components;
    const mayReturn = !this.#isStopped && MAY_RETURN.has(reason);
    // It may have come back before this send was found to be lost, and its former connection not be known to be gone.
    if (mayReturn && network.newestConnection(job.peerId) > over) {
      this.send(job);
      return;
    }
    const isHere = network.isConnected(job.peerId);
    const isOver = !mayReturn || (isHere && reason !== 'not-connected');
    if (isOver || !this.#keep(job)) this.#drop(job, reason, detail);
    else if (isHere) this.#lookAgain(job.peerId);
    else this.#waits(job);
  }

  /** A stream hears of its connection's end before the network does: by then it is known whether there is another. */
  #lookAgain(peerId: string): void {
    if (this.#lookedFor.has(peerId)) return;
    this.#lookedFor.add(peerId);
    this.#components.clock.schedule(() => {
      this.#lookedFor.delete(peerId);
      this.#arrived(peerId);
    }, LOOK_AGAIN_MS);
  }

  #waits({ particle, peerId, run }: SendJob): void {
    const { trace, notices } = this.#components;
    trace.record(particle.id, { kind: 'kept', to: peerId, run });
    notices?.waits(particle, peerId);
  }

  #keep(job: SendJob): boolean {
    const { ledger } = this.#components;
    const bytes = sizeOf(job);
    if (!ledger.admit(job.owner.payer, { bytes }) || !this.#kept.keep(job)) return false;
    ledger.hold(job.owner, bytes);
    return true;
  }

  /** It was kept, and its time is over or its room is another's. */
  #unkept(job: SendJob): void {
    this.#components.ledger.hold(job.owner, -sizeOf(job));
    this.#drop(job, this.#lateReason(job) ?? (this.#isStopped ? 'stopped' : 'gave-way'));
  }

  #arrived(peerId: string): void {
    for (const job of this.#kept.arrived(peerId)) {
      this.#components.ledger.hold(job.owner, -sizeOf(job));
      this.send(job);
    }
  }

  /** A send is under way. */
  #enter({ owner, particle }: SendJob): void {
    const { activity, ledger } = this.#components;
    activity.enter();
    owner.run?.enter();
    owner.openSends++;
    ledger.hold(owner, particle.data.length);
  }

  #leave({ owner, particle }: SendJob): void {
    const { activity, ledger } = this.#components;
    activity.leave();
    owner.run?.leave();
    owner.openSends--;
    ledger.hold(owner, -particle.data.length);
    ledger.setBusy(owner, !owner.isIdle);
  }

  /** It waited, and others have less waiting. */
  #gaveWay(job: SendJob): void {
    this.#leave(job);
    this.#drop(job, 'gave-way');
  }

  #drop({ particle, peerId, run }: SendJob, reason: DropReason, detail?: string): void {
    const to = detail === undefined ? `to ${peerId}` : `to ${peerId}: ${detail}`;
    this.#components.drops.drop(particle, 'send', reason, to, run);
  }

  /** Why it isn't worth going on, if so. */
  #lateReason({ deadlineMs }: SendJob): DropReason | undefined {
    const { clock, stopping } = this.#components;
    if (clock.nowMs() > deadlineMs) return 'expired';
    return stopping.aborted ? 'stopped' : undefined;
  }
}

export function createSender(bounds: Bounds, components: SenderComponents): Sender {
  return new Sender(bounds, components);
}

function keptInit(bounds: Bounds): KeptSendsInit {
  return {
    maxPerPeer: bounds.maxKeptPerPeer,
    maxBytesPerPeer: bounds.maxKeptBytesPerPeer,
    maxBytes: bounds.maxKeptBytes,
  };
}

function queueInit(bounds: Bounds, maxActive: number): SendQueueInit {
  return {
    maxActive,
    maxPerPeer: bounds.maxSendsPerPeer,
    maxQueued: bounds.maxQueuedSends,
    maxQueuedBytes: bounds.maxQueuedSendBytes,
  };
}

function detailOf(result: SendResult): string | undefined {
  return 'detail' in result ? result.detail : undefined;
}
