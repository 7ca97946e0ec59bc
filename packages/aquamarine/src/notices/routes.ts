import { QueueMap } from '@noctiluca/common/queue-map';
import { MAX_HOPS_ASKED, MAX_ROUTES, MAX_ROUTES_PER_HOP } from '../constants.js';

/** The way home of one particle. */
export interface Route {
  readonly key: string;
  readonly particleId: string;
  /** The neighbour that brought it first; undefined when it was made here. */
  readonly from: string | undefined;
  readonly deadlineMs: number;
  /** How often it went to each neighbour and did not come back from there; most particles go nowhere but home. */
  away: Map<string, number> | undefined;
  /** What was said of it, so that nothing is said twice; of most nothing is. */
  said: Set<string> | undefined;
  /** AquaVM has run it. */
  isRun: boolean;
}

const HERE = '';

export interface RoutesInit {
  readonly maxRoutes?: number;
  readonly maxPerHop?: number;
}

/** Ways home of the particles that were here of late. One neighbour's crowd out only its own, until the table is full. */
export class Routes {
  readonly #init: Required<RoutesInit>;
  readonly #nowMs: () => number;
  readonly #routes = new QueueMap<string, Route>();
  readonly #byHop = new Map<string, QueueMap<string, Route>>();

  constructor(init: RoutesInit, nowMs: () => number) {
    this.#init = { maxRoutes: MAX_ROUTES, maxPerHop: MAX_ROUTES_PER_HOP, ...init };
    this.#nowMs = nowMs;
  }

  get size(): number {
    return this.#routes.size;
  }

  find(key: string): Route | undefined {
    return this.#routes.get(key);
  }

  /** Finds it, or makes it. */
  open(key: string, particleId: string, from: string | undefined, deadlineMs: number): Route {
    const known = this.#routes.get(key);
    if (known !== undefined) return known;
    const hop = from ?? HERE;
    this.#makeRoom(hop);
    const route = { key, particleId, from, deadlineMs, away: undefined, said: undefined, isRun: false };
    this.#routes.set(key, route);
    const ofHop = this.#byHop.get(hop);
    if (ofHop === undefined) this.#byHop.set(hop, new QueueMap<string, Route>().set(route.key, route));
    else ofHop.set(route.key, route);
    return route;
  }

  #makeRoom(hop: string): void {
    const { maxRoutes, maxPerHop } = this.#init;
    const { oldest } = this.#routes;
    if (oldest !== undefined && oldest.deadlineMs < this.#nowMs()) this.#forget(oldest);
    const ofHop = this.#byHop.get(hop);
    if (ofHop !== undefined && ofHop.size >= maxPerHop) this.#forget(ofHop.oldest);
    else if (this.#routes.size >= maxRoutes) this.#forget(this.#routes.oldest);
  }

  #forget(route: Route | undefined): void {
    if (route === undefined) return;
    this.#routes.delete(route.key);
    const ofHop = this.#byHop.get(route.from ?? HERE);
    ofHop?.delete(route.key);
    if (ofHop?.size === 0) this.#byHop.delete(route.from ?? HERE);
  }
}

export function createRoutes(init: RoutesInit, nowMs: () => number): Routes {
  return new Routes(init, nowMs);
}

/** The particle went to a neighbour. */
export function went(route: Route, to: string): void {
  // Whoever brought it says nothing of it: it is home there.
  if (to === route.from) return;
  route.away ??= new Map();
  const { away } = route;
  if (away.size < MAX_HOPS_ASKED || away.has(to)) away.set(to, (away.get(to) ?? 0) + 1);
}

/** It came from a neighbour: what that one says later is not of what came. */
export function cameBack({ away }: Route, from: string): void {
  const times = away?.get(from);
  if (away === undefined || times === undefined) return;
  if (times <= 1) away.delete(from);
  else away.set(from, times - 1);
}
