import type { AvmOutcome, CallRequest } from '@noctiluca/avm';
import type { Clock } from '@noctiluca/common/clock';
import type { Logger } from '@noctiluca/lifecycle';
import type { Network, Notice } from '@noctiluca/network';
import type { DropStage, Particle, TraceRecorder } from '@noctiluca/particle';
import { type Actor, signatureKey } from '../actors/actor.js';
import { MAX_NOTICES_PER_PARTICLE } from '../constants.js';
import type { DropReason } from '../observe/drops.js';
import { createDelayed } from './delayed.js';
import { dropText } from './drop-notices.js';
import { cameBack, createRoutes, type Route, type RoutesInit, went } from './routes.js';

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

/**
 * Tells whoever brought a particle what became of it here, and passes on what others say of one that went to them
 * (docs/adr/020). Nothing here throws, and nothing waits for it.
 */
export interface Notices {
  /** A particle came from a neighbour; nothing of it is checked yet. */
  brought(particle: Particle, from: string): void;
  /** It is its author's. */
  admitted(particle: Particle): void;
  sent(particle: Particle, to: string): void;
  dropped(particle: Particle, stage: DropStage, reason: DropReason, detail?: string): void;
  /** AquaVM ran it. */
  interpreted(actor: Actor, outcome: AvmOutcome): void;
  /** A call of it failed; the script may go on with that. @param result JSON text */
  callFailed(actor: Actor, request: CallRequest, result: string): void;
  /** It waits for a peer that was here and is gone. */
  waits(particle: Particle, peerId: string): void;
}

type Said = Pick<Notice, 'code' | 'text' | 'isLost'>;

export function createNotices(
  { peerId, network, trace, logger, clock }: NoticesComponents,
  init: RoutesInit = {},
): Notices {
  const routes = createRoutes(init, clock.nowMs);
  const delayed = createDelayed<Route, Notice>(clock, (route, notice) => pass(route, notice));
  /** Who brought this very copy. */
  const bringers = new WeakMap<Particle, string>();
  network.onNotice?.((notice, from) => heard(notice, from));

  function routeOf(particle: Particle): Route | undefined {
    return routes.find(signatureKey(particle.signature));
  }

  function noticeOf({ id, signature }: Particle, said: Said, where = peerId): Notice {
    return { particleId: id, signature, peerId: where, ...said };
  }

  /** A network that fails is no reason to lose more than the notice. */
  function isHere(hop: string | undefined): boolean {
    try {
      return hop !== undefined && network.isConnected(hop);
    } catch {
      return false;
    }
  }

  function tell(to: string, notice: Notice): void {
    try {
      network.notify?.(to, notice);
    } catch (error) {
      logger.debug({ particleId: notice.particleId, to, error: String(error) }, 'Notice not sent');
    }
  }

  /** Of the very copy that was brought: to who brought it, and to nobody else. */
  function answer(particle: Particle, to: string, said: Said): void {
    const { code, text } = said;
    trace.record(particle.id, { kind: 'noticed', peerId, code, text, to });
    tell(to, noticeOf(particle, said));
  }

  /** Towards where the particle came from: each thing once, and few of them. */
  function pass(route: Route, notice: Notice, heardFrom?: string): void {
    const { peerId: where, code, text } = notice;
    const key = `${where} ${code} ${text}`;
    route.said ??= new Set();
    if (route.said.size >= MAX_NOTICES_PER_PARTICLE || route.said.has(key)) return;
    route.said.add(key);
    const to = isHere(route.from) ? route.from : undefined;
    // What happened here is in the trace already.
    if (heardFrom === undefined && to === undefined) return;
    const from = heardFrom === undefined ? {} : { from: heardFrom };
    const toWhom = to === undefined ? {} : { to };
    trace.record(route.particleId, { kind: 'noticed', ...from, peerId: where, code, text, ...toWhom });
    logger.debug({ particleId: route.particleId, ...from, where, code, text, ...toWhom }, 'Notice');
    if (to !== undefined) tell(to, notice);
  }

  /** Only who has the particle from here may say something of it. */
  function heard(notice: Notice, from: string): void {
    const route = routes.find(signatureKey(notice.signature));
    if (route === undefined || route.particleId !== notice.particleId) return;
    if (route.away?.has(from) && route.deadlineMs >= clock.nowMs()) pass(route, notice, from);
  }

  function open(particle: Particle, from: string | undefined): Route {
    const { id: particleId, timestamp, ttl, signature } = particle;
    return routes.open({ key: signatureKey(signature), particleId, from, deadlineMs: timestamp + ttl });
  }

  return {
    brought(particle, from) {
      if (network.notify !== undefined) bringers.set(particle, from);
    },
    admitted(particle) {
      const from = bringers.get(particle);
      if (from !== undefined) cameBack(open(particle, from), from);
    },
    sent(particle, to) {
      if (network.notify === undefined) return;
      const route = routeOf(particle) ?? open(particle, undefined);
      went(route, to);
      if (to === route.from) delayed.cancel(route);
    },
    dropped(particle, stage, reason, detail) {
      const text = dropText(stage, reason, detail);
      if (text === undefined) return;
      const bringer = bringers.get(particle);
      const said = { code: reason, text, isLost: true };
      if (bringer !== undefined) return answer(particle, bringer, said);
      const route = routeOf(particle);
      if (route !== undefined) pass(route, noticeOf(particle, said));
    },
    interpreted(actor, { retCode, errorMessage, callRequests, nextPeerIds }) {
      if (retCode === 0 && network.notify === undefined) return;
      const route = routes.find(actor.key);
      if (route === undefined) return;
      if (retCode !== 0) {
        // Below are faults of what came in; of a later copy that says nothing of what runs (spec/marine-abi.md §7.6).
        const ofScript = retCode >= FIRST_OF_EXECUTION;
        const isAtRest = callRequests.length + nextPeerIds.length + actor.openCalls === 0;
        const isLost = isAtRest && (ofScript || !route.isRun);
        const text = `AquaVM: ${errorMessage} (${retCode})`;
        const said = { code: ofScript ? 'script-failed' : 'avm-refused', text, isLost };
        pass(route, noticeOf(actor.particle, said, actor.home.peerId));
      }
      route.isRun = true;
    },
    callFailed(actor, { serviceId, functionName }, result) {
      const route = routes.find(actor.key);
      if (route?.from === undefined) return;
      const text = `${serviceId}.${functionName}: ${textOf(result)}`;
      const said = { code: 'call-failed', text, isLost: false };
      delayed.add(route, noticeOf(actor.particle, said, actor.home.peerId));
    },
    waits(particle, to) {
      const route = routeOf(particle);
      const text = `${to} was here and is gone; it is sent when that peer is back`;
      if (route !== undefined) pass(route, noticeOf(particle, { code: 'waits', text, isLost: false }));
    },
  };
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
