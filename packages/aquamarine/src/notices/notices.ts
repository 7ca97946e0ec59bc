import type { AvmOutcome, CallRequest } from '@noctiluca/avm';
import type { Clock } from '@noctiluca/common/clock';
import type { Logger } from '@noctiluca/lifecycle';
import type { Network, Notice } from '@noctiluca/network';
import type { DropStage, Particle, TraceRecorder } from '@noctiluca/particle';
import { type Actor, signatureKey } from '../actors/actor.js';
import { MAX_NOTICES_PER_PARTICLE } from '../constants.js';
import type { DropReason } from '../observe/drops.js';
import { createDelayed, type Delayed } from './delayed.js';
import { dropText } from './drop-notices.js';
import { cameBack, createRoutes, type Route, type Routes, type RoutesInit, went } from './routes.js';

/** What of the network notices need; one that has none sends none. */
export type NoticeNetwork = Partial<Pick<Network, 'notify' | 'onNotice'>> & Pick<Network, 'isConnected'>;

export interface NoticesComponents {
  /** The peer's id: who says it. */
  readonly peerId: string;
  readonly network: NoticeNetwork;
  readonly trace: TraceRecorder;
  readonly logger: Logger;
  readonly clock: Clock;
}

type Said = Pick<Notice, 'code' | 'text' | 'isLost'>;

/**
 * Tells whoever brought a particle what became of it here, and passes on what others say of one that went to them
 * (docs/adr/020). Nothing here throws, and nothing waits for it.
 */
export class Notices {
  readonly #components: NoticesComponents;
  readonly #routes: Routes;
  readonly #delayed: Delayed<Route, Notice>;
  /** Who brought this very copy. */
  readonly #bringers = new WeakMap<Particle, string>();

  constructor(components: NoticesComponents, init: RoutesInit) {
    const { network, clock } = components;
    this.#components = components;
    this.#routes = createRoutes(init, () => clock.nowMs());
    this.#delayed = createDelayed(clock, (route, notice) => this.#pass(route, notice));
    network.onNotice?.((notice, from) => this.#heard(notice, from));
  }

  /** A particle came from a neighbour; nothing of it is checked yet. */
  brought(particle: Particle, from: string): void {
    if (this.#isWanted) this.#bringers.set(particle, from);
  }

  /** It is its author's. */
  admitted(particle: Particle): void {
    const from = this.#bringers.get(particle);
    if (from !== undefined) cameBack(this.#open(particle, from), from);
  }

  /** @param key of the particle's actor */
  sent(key: string, particle: Particle, to: string): void {
    if (!this.#isWanted) return;
    const route = this.#routes.find(key) ?? this.#open(particle, undefined);
    went(route, to);
    if (to === route.from) this.#delayed.cancel(route);
  }

  dropped(particle: Particle, stage: DropStage, reason: DropReason, detail?: string): void {
    const text = dropText(stage, reason, detail);
    if (text === undefined) return;
    const bringer = this.#bringers.get(particle);
    const said = { code: reason, text, isLost: true };
    const route = bringer === undefined ? this.#routeOf(particle) : undefined;
    if (bringer !== undefined) this.#answer(particle, bringer, said);
    else if (route !== undefined) this.#pass(route, this.#noticeOf(particle, said));
  }

  /** AquaVM ran it. */
  interpreted(actor: Actor, outcome: AvmOutcome): void {
    if (outcome.retCode === 0 && !this.#isWanted) return;
    const route = this.#routes.find(actor.key);
    if (route === undefined) return;
    if (outcome.retCode !== 0) this.#failed(route, actor, outcome);
    route.isRun = true;
  }

  /** A call of it failed; the script may go on with that. @param result JSON text */
  callFailed(actor: Actor, { serviceId, functionName }: CallRequest, result: string): void {
    const route = this.#routes.find(actor.key);
    if (route?.from === undefined) return;
    const text = `${serviceId}.${functionName}: ${textOf(result)}`;
    const said = { code: 'call-failed', text, isLost: false };
    this.#delayed.add(route, this.#noticeOf(actor.particle, said, actor.home.peerId));
  }

  /** It waits for a peer that was here and is gone. */
  waits(particle: Particle, peerId: string): void {
    const route = this.#routeOf(particle);
    if (route === undefined) return;
    const text = `${peerId} was here and is gone; it is sent when that peer is back`;
    this.#pass(route, this.#noticeOf(particle, { code: 'waits', text, isLost: false }));
  }

  /** Whether there is anybody to tell. */
  get #isWanted(): boolean {
    return this.#components.network.notify !== undefined;
  }

  #failed(route: Route, actor: Actor, outcome: AvmOutcome): void {
    const { retCode, errorMessage, callRequests, nextPeerIds } = outcome;
    // Below are faults of what came in; of a later copy that says nothing of what runs (spec/marine-abi.md §7.6).
    const ofScript = retCode >= FIRST_OF_EXECUTION;
    const isAtRest = callRequests.length + nextPeerIds.length + actor.openCalls === 0;
    const isLost = isAtRest && (ofScript || !route.isRun);
    const text = `AquaVM: ${errorMessage} (${retCode})`;
    const said = { code: ofScript ? 'script-failed' : 'avm-refused', text, isLost };
    this.#pass(route, this.#noticeOf(actor.particle, said, actor.home.peerId));
  }

  #open(particle: Particle, from: string | undefined): Route {
    const { id, timestamp, ttl, signature } = particle;
    return this.#routes.open(signatureKey(signature), id, from, timestamp + ttl);
  }

  #routeOf(particle: Particle): Route | undefined {
    return this.#routes.find(signatureKey(particle.signature));
  }

  #noticeOf({ id, signature }: Particle, said: Said, where = this.#components.peerId): Notice {
    return { particleId: id, signature, peerId: where, ...said };
  }

  /** Of the very copy that was brought: to who brought it, and to nobody else. */
  #answer(particle: Particle, to: string, said: Said): void {
    const { peerId, trace } = this.#components;
    const { code, text } = said;
    trace.record(particle.id, { kind: 'noticed', peerId, code, text, to });
    this.#tell(to, this.#noticeOf(particle, said));
  }

  /** Only who has the particle from here may say something of it. */
  #heard(notice: Notice, from: string): void {
    const route = this.#routes.find(signatureKey(notice.signature));
    if (route === undefined || route.particleId !== notice.particleId) return;
    if (route.away?.has(from) && route.deadlineMs >= this.#components.clock.nowMs()) {
      this.#pass(route, notice, from);
    }
  }

  /** Towards where the particle came from: each thing once, and few of them. */
  #pass(route: Route, notice: Notice, heardFrom?: string): void {
    const { trace, logger } = this.#components;
    const { peerId: where, code, text } = notice;
    if (!isNews(route, `${where} ${code} ${text}`)) return;
    const to = this.#isHere(route.from) ? route.from : undefined;
    // What happened here is in the trace already.
    if (heardFrom === undefined && to === undefined) return;
    const from = heardFrom === undefined ? {} : { from: heardFrom };
    const toWhom = to === undefined ? {} : { to };
    trace.record(route.particleId, { kind: 'noticed', ...from, peerId: where, code, text, ...toWhom });
    logger.debug({ particleId: route.particleId, ...from, where, code, text, ...toWhom }, 'Notice');
    if (to !== undefined) this.#tell(to, notice);
  }

  /** A network that fails is no reason to lose more than the notice. */
  #isHere(hop: string | undefined): boolean {
    try {
      return hop !== undefined && this.#components.network.isConnected(hop);
    } catch {
      return false;
    }
  }

  #tell(to: string, notice: Notice): void {
    const { network, logger } = this.#components;
    try {
      network.notify?.(to, notice);
    } catch (error) {
      logger.debug({ particleId: notice.particleId, to, err: error }, 'Notice not sent');
    }
  }
}

export function createNotices(components: NoticesComponents, init: RoutesInit = {}): Notices {
  return new Notices(components, init);
}

/** Whether a route may be told something, which it then was. */
function isNews(route: Route, said: string): boolean {
  route.said ??= new Set();
  if (route.said.size >= MAX_NOTICES_PER_PARTICLE || route.said.has(said)) return false;
  route.said.add(said);
  return true;
}

const FIRST_OF_EXECUTION = 10_000;
/** As much of an error as may be of use in a line. */
const MAX_SHOWN = 1_024;

/** Errors of calls are mostly JSON strings. */
function textOf(result: string): string {
  if (result.length > MAX_SHOWN) return result.slice(0, MAX_SHOWN);
  try {
    const value: unknown = JSON.parse(result);
    return typeof value === 'string' ? value : result;
  } catch {
    return result;
  }
}
