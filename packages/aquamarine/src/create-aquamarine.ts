import { setMaxListeners } from 'node:events';
import type { AvmRunner } from '@noctiluca/avm';
import { type Clock, systemClock } from '@noctiluca/common/clock';
import type { Host } from '@noctiluca/host';
import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import { type KeyPair, type TimeLimits, verifyParticle } from '@noctiluca/particle';
import { Registry } from 'prom-client';
import type { Actor } from './actors/actor.js';
import { createInterpreter } from './actors/interpreter.js';
import { createParticleTrackers } from './actors/particle-tracker.js';
import { createPlumber } from './actors/plumber.js';
import { createScopes, type WorkerKeys } from './actors/scopes.js';
import { createBackpressure } from './admission/backpressure.js';
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
import type { Recordings } from './observe/recordings.js';
import { createTraceRing, type TraceRing } from './observe/trace-ring.js';
import { PeerAquamarine } from './peer-aquamarine.js';
import { Recall } from './recall.js';

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
  /** @default nothing is recorded */
  readonly recordings?: Recordings | undefined;
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
  const trace = components.trace ?? createTraceRing();
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
  const drops = createDrops({
    metrics,
    logger,
    trace,
    clock,
    onParticle: (...dropped) => notices.dropped(...dropped),
  });
  const scopes = createScopes({ hostKeyPair: init.keyPair, alwaysAdmitted }, workers, metrics);
  const interpret = createInterpreter({
    ...{ avm, metrics, logger, trace, clock },
    recordings: components.recordings,
  });
  const trackers = createParticleTrackers<Actor>(clock);
  const plumber = createPlumber(
    { bounds, capacity: avm.capacity },
    { ledger, budget, scopes, interpret, activity, drops, clock, trackers, trace, onRoom: release },
  );
  const sender = createSender(bounds, {
    network,
    ledger,
    activity,
    drops,
    trace,
    notices,
    onRoom: release,
    clock,
    stopping: ending.signal,
  });
  const effects = createEffects(bounds, {
    host,
    call: createCaller(bounds, { host, metrics, trace, clock, notices }),
    send: (job) => sender.send(job),
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

  return new PeerAquamarine({
    graceMs,
    dispatcher,
    backpressure,
    ledger,
    budget,
    plumber,
    sender,
    trackers,
    activity,
    notices,
    drops,
    trace,
    recall: recallOf(init, components),
    recordings: components.recordings,
    logger,
    clock,
    ending,
  });
}

function recallOf({ keyPair }: AquamarineInit, components: AquamarineComponents): Recall | undefined {
  const { recordings, avm, workers } = components;
  if (recordings === undefined) return undefined;
  const seedOf = (peerId: string) =>
    peerId === keyPair.peerId ? keyPair.seed : workers?.keyPairOf(peerId)?.seed;
  return new Recall({ recordings, avm, seedOf });
}

function resolveGrace(graceMs = STOP_GRACE_MS): number {
  if (Number.isFinite(graceMs) && graceMs >= 0) return graceMs;
  throw new AquamarineError(
    'AQUAMARINE_INVALID_INIT',
    `graceMs is ${graceMs}; it must be a number of milliseconds, 0 or more.`,
  );
}
