import { assertFresh } from './claims.js';
import type { PartOrigin } from './description.js';
import { LifecycleError } from './errors.js';
import type { NodeService } from './node-service.js';

/** What a composite is made of. */
export interface CompositeParts {
  name: string;
  /** The default parts. Their order does not matter: `dependsOn` says what does. */
  services: readonly NodeService[];
  /** Parts that start after every default and stop before any. @default none */
  extra?: readonly NodeService[];
  /**
   * Parts that take the place of a default: a list (each replaces the default of its own name) or a record (default's
   * name → replacement of any name). The replacement is known to its siblings by the default's name, and what it
   * leaves open of `dependsOn` and the time limits stays as the default had it. @default none
   */
  replace?: readonly NodeService[] | Readonly<Record<string, NodeService>>;
}

/** A place in a composite and the part that fills it. */
export interface Seat {
  /** The name siblings use; a replacement's own name may differ. */
  name: string;
  service: NodeService;
  origin: PartOrigin;
  dependsOn: readonly string[];
  startTimeoutMs: number | undefined;
  stopTimeoutMs: number | undefined;
}

/** Fills every seat, following the rules of ADR 069. @throws LifecycleError that names the broken rule */
export function fillSeats(init: CompositeParts): Seat[] {
  const replacements = replacementsBySeat(init);
  const seats = [
    ...init.services.map((service) => seatOf(service, 'default')),
    ...(init.extra ?? []).map((service) => seatOf(service, 'extra')),
  ];
  assertUniqueNames(init.name, seats);
  for (const [name, service] of replacements) replaceDefault(init.name, seats, name, service);
  assertDistinct(init.name, seats);
  for (const seat of seats) assertFresh(seat.service, init.name);
  return seats;
}

function seatOf(service: NodeService, origin: PartOrigin): Seat {
  const { name, dependsOn = [], startTimeoutMs, stopTimeoutMs } = service;
  return { name, service, origin, dependsOn: [...dependsOn], startTimeoutMs, stopTimeoutMs };
}

function replacementsBySeat({ name: composite, replace = [] }: CompositeParts): Map<string, NodeService> {
  if (!isList(replace)) return new Map(Object.entries(replace));
  const bySeat = new Map<string, NodeService>();
  for (const service of replace) {
    if (bySeat.has(service.name)) {
      throw new LifecycleError(
        'DUPLICATE_REPLACEMENT',
        `Two replacements were given for the default '${service.name}' of '${composite}': at most one may take its ` +
          'place. Remove one of them.',
        { part: service.name },
      );
    }
    bySeat.set(service.name, service);
  }
  return bySeat;
}

function isList(replace: NonNullable<CompositeParts['replace']>): replace is readonly NodeService[] {
  return Array.isArray(replace);
}

function replaceDefault(composite: string, seats: Seat[], name: string, service: NodeService): void {
  const index = seats.findIndex((seat) => seat.name === name && seat.origin === 'default');
  const seat = seats[index];
  if (seat === undefined) {
    const defaults = seats.filter(({ origin }) => origin === 'default').map((known) => known.name);
    throw new LifecycleError(
      'UNKNOWN_REPLACEMENT',
      `'${composite}' has no default '${name}' to replace; its defaults are: ${defaults.join(', ') || 'none'}. ` +
        'Correct the name, or pass the part as an extra one.',
      { part: name },
    );
  }
  seats[index] = {
    name,
    service,
    origin: 'replacement',
    dependsOn: [...(service.dependsOn ?? seat.dependsOn)],
    startTimeoutMs: service.startTimeoutMs ?? seat.startTimeoutMs,
    stopTimeoutMs: service.stopTimeoutMs ?? seat.stopTimeoutMs,
  };
}

function assertUniqueNames(composite: string, seats: readonly Seat[]): void {
  const seen = new Set<string>();
  for (const { name } of seats) {
    if (seen.has(name)) {
      throw new LifecycleError(
        'DUPLICATE_NAME',
        `'${composite}' has two parts named '${name}': names identify parts in 'dependsOn', logs and errors. ` +
          "Rename one, or pass it in 'replace' if it is to take the other's place.",
        { part: name },
      );
    }
    seen.add(name);
  }
}

function assertDistinct(composite: string, seats: readonly Seat[]): void {
  const owners = new Map<NodeService, string>();
  for (const { name, service } of seats) {
    const owner = owners.get(service);
    if (owner !== undefined) {
      throw new LifecycleError(
        'DUPLICATE_INSTANCE',
        `The same object was given to '${composite}' as '${owner}' and as '${name}': a part is started once. ` +
          'Build one for each.',
        { part: name },
      );
    }
    owners.set(service, name);
  }
}
