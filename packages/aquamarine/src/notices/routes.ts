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

export interface NewRoute {
  readonly key: string;
  readonly particleId: string;
  readonly from: string | undefined;
  readonly deadlineMs: number;
}

/** Ways home of the particles that were here of late. One neighbour's crowd out only its own, until the table is full. */
export interface Routes {
  find(key: string): Route | undefined;
  /** Finds it, or makes it. */
  open(init: NewRoute): Route;
  readonly size: number;
}

const HERE = '';

export interface RoutesInit {
  readonly maxRoutes?: number;
  readonly maxPerHop?: number;
}

export function createRoutes(
  { maxRoutes = MAX_ROUTES, maxPerHop = MAX_ROUTES_PER_HOP }: RoutesInit,
  nowMs: () => number,
): Routes {
  /** Oldest first, as those of each hop. */
  const routes = new Map<string, Route>();
  const byHop = new Map<string, Set<Route>>();

  function forget(route: Route | undefined): void {
    if (route === undefined) return;
    routes.delete(route.key);
    const ofHop = byHop.get(route.from ?? HERE);
    ofHop?.delete(route);
    if (ofHop?.size === 0) byHop.delete(route.from ?? HERE);
  }

  function makeRoom(hop: string): void {
    const [oldest] = routes.values();
    if (oldest !== undefined && oldest.deadlineMs < nowMs()) forget(oldest);
    const ofHop = byHop.get(hop);
    if (ofHop !== undefined && ofHop.size >= maxPerHop) forget(ofHop.values().next().value);
    else if (routes.size >= maxRoutes) forget(routes.values().next().value);
  }

  return {
    find: (key) => routes.get(key),
    open(init) {
      const known = routes.get(init.key);
      if (known !== undefined) return known;
      const hop = init.from ?? HERE;
      makeRoom(hop);
      const route: Route = { ...init, away: undefined, said: undefined, isRun: false };
      routes.set(init.key, route);
      const ofHop = byHop.get(hop) ?? new Set();
      byHop.set(hop, ofHop.add(route));
      return route;
    },
    get size() {
      return routes.size;
    },
  };
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
