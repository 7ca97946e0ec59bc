import type { Clock } from '@noctiluca/common/clock';
import type { Logger } from '@noctiluca/lifecycle';
import type { InboundParticle } from '@noctiluca/network';
import type { Particle, TraceEntry } from '@noctiluca/particle';
import { type Actor, signatureKey } from './actors/actor.js';
import type { ParticleRun, ParticleTrackers, RunOptions } from './actors/particle-tracker.js';
import type { Plumber } from './actors/plumber.js';
import type { Origin } from './admission/account.js';
import type { Backpressure } from './admission/backpressure.js';
import { type ConnectionShares, createConnectionShares } from './admission/connection-shares.js';
import type { Dispatcher } from './admission/dispatcher.js';
import type { Holdings, HoldingsQuery, Ledger } from './admission/ledger.js';
import type { MemoryBudget } from './admission/memory-budget.js';
import type { Aquamarine } from './aquamarine.js';
import type { Sender } from './effects/sender.js';
import { AquamarineError } from './errors.js';
import type { Notices } from './notices/notices.js';
import type { Activity } from './observe/activity.js';
import type { Drops } from './observe/drops.js';
import type { Recordings } from './observe/recordings.js';
import type { TraceReader, TraceRing } from './observe/trace-ring.js';
import type { Recall } from './recall.js';

export interface PeerAquamarineComponents {
  /** Time that running particles get when the peer stops, milliseconds. */
  readonly graceMs: number;
  readonly dispatcher: Dispatcher;
  readonly backpressure: Backpressure;
  readonly ledger: Ledger;
  readonly budget: MemoryBudget;
  readonly plumber: Plumber;
  readonly sender: Sender;
  readonly trackers: ParticleTrackers<Actor>;
  readonly activity: Activity;
  readonly notices: Notices;
  readonly drops: Drops;
  readonly trace: TraceRing;
  /** Undefined where nothing is recorded. */
  readonly recall: Recall | undefined;
  readonly recordings: Recordings | undefined;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Aborted when what is still under way is given up. */
  readonly ending: AbortController;
}

/** A particle's way through a peer, with its life: what comes before the start waits, what comes after the end is dropped. */
export class PeerAquamarine implements Aquamarine {
  readonly name = 'aquamarine';
  readonly dependsOn = ['avm', 'host', 'network'];
  readonly stopTimeoutMs: number;
  readonly shares: ConnectionShares;
  readonly traces: TraceReader;
  readonly recording: Aquamarine['recording'];
  readonly #components: PeerAquamarineComponents;
  readonly #begun: Promise<void>;
  #begin = () => {};
  #state: 'built' | 'running' | 'stopped' = 'built';

  constructor(components: PeerAquamarineComponents) {
    this.#components = components;
    this.shares = createConnectionShares(components.backpressure, components.sender);
    const { trace, recall } = components;
    this.traces = trace;
    this.recording = recall && ((particleId) => recall.particle(particleId));
    // Twice the grace period: once for particles to finish, once for calls and sends to notice the abort.
    this.stopTimeoutMs = components.graceMs * 2 + 1_000;
    this.#begun = new Promise((resolve) => {
      this.#begin = resolve;
    });
  }

  async start(): Promise<void> {
    if (this.#state !== 'built') {
      throw new AquamarineError(
        'AQUAMARINE_ALREADY_STARTED',
        `aquamarine is ${this.#state}; it starts once. Build another one to start again.`,
      );
    }
    this.#state = 'running';
    this.#begin();
  }

  async stop(signal: AbortSignal): Promise<void> {
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    this.#begin();
    const { backpressure, sender, ending, plumber, activity, logger, graceMs } = this.#components;
    backpressure.close();
    const finished = await this.#settle(signal);
    if (!finished) logger.info({ underWay: activity.count, graceMs }, 'Ending running particles');
    sender.stop();
    ending.abort();
    plumber.abort();
    if (!(await this.#settle(signal))) logger.warn({ underWay: activity.count }, 'Left unfinished at stop');
  }

  describe(): Record<string, unknown> {
    const { plumber, budget, ledger, backpressure, activity, sender, trace, recordings } = this.#components;
    return {
      actors: plumber.actors,
      isActorTableFull: ledger.isFull('actors'),
      isMemoryFull: ledger.isFull('bytes'),
      oldestWaitMs: Math.round(plumber.oldestWaitMs),
      mailbox: budget.queuedParticles,
      queuedBytes: budget.queuedBytes,
      dataBytes: budget.heldBytes,
      tombstones: ledger.total.tombstones,
      accounts: ledger.accounts,
      waiting: backpressure.waiting,
      underWay: activity.count,
      kept: sender.kept,
      traceBytes: trace.bytes,
      ...(recordings && { recordingBytes: recordings.bytes }),
    };
  }

  holdings(query: HoldingsQuery): Holdings {
    return this.#components.ledger.holdings(query);
  }

  ingest({ particle, from, address, bytes }: InboundParticle): Promise<void> {
    this.#components.notices.brought(particle, from);
    return this.#accept(particle, bytes, { ...originOf(particle), connection: from, address });
  }

  execute(particle: Particle): Promise<void> {
    return this.#execute(particle, false);
  }

  run(particle: Particle, options: RunOptions = {}): ParticleRun {
    const { trackers, drops } = this.#components;
    const { run, tracker } = trackers.begin(signatureKey(particle.signature), options);
    tracker.enter();
    void this.#execute(particle, true)
      .catch((error: unknown) => drops.drop(particle.id, 'dispatcher', 'internal', String(error)))
      .then(() => tracker.leave());
    return run;
  }

  trace(particleId?: string): TraceEntry[] {
    return this.#components.trace.trace(particleId);
  }

  #execute(particle: Particle, isOurs: boolean): Promise<void> {
    return this.#accept(particle, particle.script.length + particle.data.length, originOf(particle), isOurs);
  }

  #accept(particle: Particle, bytes: number, origin: Origin, isOurs = false): Promise<void> {
    if (this.#state === 'running') return this.#components.dispatcher.accept(particle, bytes, origin, isOurs);
    return this.#acceptLate(particle, bytes, origin, isOurs);
  }

  /** The network listens before AquaVM and the host are up: its bounded queue holds what comes until then. */
  async #acceptLate(particle: Particle, bytes: number, origin: Origin, isOurs: boolean): Promise<void> {
    if (this.#state === 'built') await this.#begun;
    if (this.#state === 'running') return this.#accept(particle, bytes, origin, isOurs);
    this.#components.drops.drop(particle, 'dispatcher', 'not-running');
  }

  /** Waits for what is under way, but not beyond `graceMs` or the end of `signal`. */
  async #settle(signal: AbortSignal): Promise<boolean> {
    const { activity, clock, graceMs } = this.#components;
    if (activity.count === 0) return true;
    let giveUp = () => {};
    const overtime = new Promise<boolean>((resolve) => {
      giveUp = () => resolve(false);
    });
    const cancel = clock.schedule(giveUp, graceMs);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    const settled = await Promise.race([activity.idle().then(() => true), overtime]);
    cancel();
    signal.removeEventListener('abort', giveUp);
    return settled;
  }
}

/** Of what is made here. */
const originOf = ({ initPeerId: author }: Particle): Origin => ({ author, connection: undefined });
