import { setMaxListeners } from 'node:events';
import type { AvmRunner } from '@noctiluca/avm';
import { type Clock, systemClock } from '@noctiluca/common/clock';
import type { Host } from '@noctiluca/host';
import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import { type KeyPair, type Particle, type TimeLimits, verifyParticle } from '@noctiluca/particle';
import { Registry } from 'prom-client';
import { type Actor, signatureKey } from './actors/actor.js';
import { createInterpreter } from './actors/interpreter.js';
import { createParticleTrackers, type ParticleRun, type RunOptions } from './actors/particle-tracker.js';
import { createPlumber } from './actors/plumber.js';
import { createScopes, type WorkerKeys } from './actors/scopes.js';
import type { Origin } from './admission/account.js';
import { createBackpressure } from './admission/backpressure.js';
import { createConnectionShares } from './admission/connection-shares.js';
import { type ActorDoor, createDispatcher, type ParticleVerifier } from './admission/dispatcher.js';
import { createLedger } from './admission/ledger.js';
import { createMemoryBudget } from './admission/memory-budget.js';
import type { Aquamarine } from './aquamarine.js';
import { type Bounds, resolveBounds } from './bounds.js';
import { STOP_GRACE_MS } from './constants.js';
import { createCaller } from './effects/calls.js';
import { createEffects } from './effects/effects.js';
import { createSender, type SenderComponents } from './effects/sender.js';
import { AquamarineError } from './errors.js';
import { createNotices, type NoticeNetwork } from './notices/notices.js';
import { createActivity } from './observe/activity.js';
import { createDrops } from './observe/drops.js';
import { createMetrics } from './observe/metrics.js';
import { createTraceRing, type TraceRing } from './observe/trace-ring.js';

export interface AquamarineInit {
  /** Identity of the host: particles from the network run as it. */
  readonly keyPair: KeyPair;
  /** Peer whose particles run in inactive workers' scopes too. @default none but the host */
  readonly managementPeerId?: string;
  /** @default ttl up to 24 h, timestamps up to 5 min ahead */
  readonly limits?: TimeLimits;
  readonly bounds?: Partial<Bounds>;
  /** Time that running particles get when the peer stops, milliseconds. @default 5000 */
  readonly graceMs?: number;
}

export interface AquamarineComponents {
  readonly avm: AvmRunner;
  readonly host: Pick<Host, 'call' | 'scopeOf'>;
  readonly network: SenderComponents['network'] & NoticeNetwork;
  /** @default no workers: their particles are dropped as `unknown-scope` */
  readonly workers?: WorkerKeys;
  /** @default {@link verifyParticle}, on this thread */
  readonly verify?: ParticleVerifier;
  /** @default a ring of its own */
  readonly trace?: TraceRing;
  /** @default silent */
  readonly logger?: Logger;
  /** @default a fresh one */
  readonly registry?: Registry;
  /** @default the system's */
  readonly clock?: Clock;
}

/**
 * Builds a particle's way through the peer. Give `ingest` to `network.onParticle`.
 *
 * @throws AquamarineError `AQUAMARINE_INVALID_INIT`
 */
export function createAquamarine(init: AquamarineInit, components: AquamarineComponents): Aquamarine {
  const { avm, host, network, workers, clock = systemClock } = components;
  const logger = (components.logger ?? silentLogger).child({ module: 'aquamarine' });
  const trace = components.trace ?? createTraceRing({ nowMs: clock.nowMs });
  const graceMs = resolveGrace(init.graceMs);
  const bounds = resolveBounds(init.bounds);
  const alwaysAdmitted = new Set([init.keyPair.peerId, init.managementPeerId ?? init.keyPair.peerId]);
  const isOurs = (peerId: string) => alwaysAdmitted.has(peerId) || workers?.keyPairOf(peerId) !== undefined;
  const ledger = createLedger({ bounds, isOurs }, clock);
  const budget = createMemoryBudget(bounds, ledger);
  const backpressure = createBackpressure(bounds, budget, clock);
  const release = () => backpressure.release();
  const activity = createActivity();
  const metrics = createMetrics(components.registry ?? new Registry(), {
    mailbox: () => budget.queuedParticles,
    actors: () => plumber.actors,
    queuedBytes: () => budget.queuedBytes,
    dataBytes: () => budget.heldBytes,
    tombstones: () => ledger.total.tombstones,
    kept: () => sender.kept,
  });
  const ending = new AbortController();
  // Every send under way listens.
  setMaxListeners(0, ending.signal);
  const notices = createNotices({ peerId: init.keyPair.peerId, network, trace, logger, clock });
  const drops = createDrops({ metrics, logger, trace, clock, onParticle: notices.dropped });
  const scopes = createScopes({ hostKeyPair: init.keyPair, alwaysAdmitted }, workers, metrics);
  const interpret = createInterpreter({ avm, metrics, logger, trace, clock });
  const trackers = createParticleTrackers<Actor>(clock);
  const plumber = createPlumber(
    { bounds, capacity: avm.capacity },
    { ledger, budget, scopes, interpret, activity, drops, clock, trackers, onRoom: release },
  );
  const sender = createSender(bounds, {
    network,
    ledger,
    activity,
    drops,
    trace,
    notices,
    clock,
    stopping: ending.signal,
  });
  const effects = createEffects(bounds, {
    host,
    call: createCaller(bounds, { host, metrics, trace, clock, notices }),
    send: sender.send,
    ledger,
    network,
    activity,
    drops,
    clock,
    target: plumber,
  });
  plumber.handleOutcomes((actor, outcome) => {
    notices.interpreted(actor, outcome);
    effects.apply(actor, outcome);
  });
  const door: ActorDoor = {
    recognise: (particle) => plumber.recognise(particle),
    arrive(particle, origin) {
      notices.admitted(particle);
      plumber.arrive(particle, origin);
    },
  };
  const verify = components.verify ?? verifyParticle;
  const dispatcher = createDispatcher(
    { limits: init.limits ?? {}, bounds },
    { actors: door, backpressure, verify, metrics, drops, clock },
  );

  let state: 'built' | 'running' | 'stopped' = 'built';
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });

  async function accept(particle: Particle, bytes: number, from?: string, isOurs = false): Promise<void> {
    // The network listens before AquaVM and the host are up: its bounded queue holds what comes until then.
    if (state === 'built') await begun;
    if (state === 'running') {
      const origin: Origin = { author: particle.initPeerId, connection: from };
      return dispatcher.accept(particle, bytes, origin, isOurs);
    }
    drops.drop(particle, 'dispatcher', 'not-running');
  }

  const execute = (particle: Particle, isOurs = false) =>
    accept(particle, particle.script.length + particle.data.length, undefined, isOurs);

  function follow(particle: Particle, options: RunOptions = {}): ParticleRun {
    const { run, tracker } = trackers.begin(signatureKey(particle.signature), options);
    tracker.enter();
    void execute(particle, true)
      .catch((error: unknown) => drops.drop(particle.id, 'dispatcher', 'internal', String(error)))
      .then(tracker.leave);
    return run;
  }

  /** Waits for what is under way, but not beyond `graceMs` or the end of `signal`. */
  async function settle(signal: AbortSignal): Promise<boolean> {
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

  return {
    name: 'aquamarine',
    dependsOn: ['avm', 'host', 'network'],
    // Twice the grace period: once for particles to finish, once for calls and sends to notice the abort.
    stopTimeoutMs: graceMs * 2 + 1_000,
    async start() {
      if (state !== 'built') {
        throw new AquamarineError(
          'AQUAMARINE_ALREADY_STARTED',
          `aquamarine is ${state}; it starts once. Build another one to start again.`,
        );
      }
      state = 'running';
      begin();
    },
    async stop(signal) {
      if (state === 'stopped') return;
      state = 'stopped';
      begin();
      backpressure.close();
      const finished = await settle(signal);
      if (!finished) logger.info({ underWay: activity.count, graceMs }, 'Ending running particles');
      sender.stop();
      ending.abort();
      plumber.abort();
      if (!(await settle(signal))) logger.warn({ underWay: activity.count }, 'Left unfinished at stop');
    },
    describe: () => ({
      actors: plumber.actors,
      mailbox: budget.queuedParticles,
      queuedBytes: budget.queuedBytes,
      dataBytes: budget.heldBytes,
      tombstones: ledger.total.tombstones,
      accounts: ledger.accounts,
      waiting: backpressure.waiting,
      underWay: activity.count,
      kept: sender.kept,
    }),
    ingest({ particle, from, bytes }) {
      notices.brought(particle, from);
      return accept(particle, bytes, from);
    },
    execute: (particle) => execute(particle),
    shares: createConnectionShares(backpressure),
    run: follow,
    trace: (particleId) => trace.trace(particleId),
  };
}

function resolveGrace(graceMs = STOP_GRACE_MS): number {
  if (Number.isFinite(graceMs) && graceMs >= 0) return graceMs;
  throw new AquamarineError(
    'AQUAMARINE_INVALID_INIT',
    `graceMs is ${graceMs}; it must be a number of milliseconds, 0 or more.`,
  );
}
