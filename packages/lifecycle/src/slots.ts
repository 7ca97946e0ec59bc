import type { PartOrigin } from './description.js';
import { LifecycleError } from './errors.js';
import type { NodeService } from './node-service.js';
import { assertFresh } from './ownership.js';

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
export interface Slot {
  /** The name siblings use; a replacement's own name may differ. */
  name: string;
  service: NodeService;
  origin: PartOrigin;
  dependsOn: readonly string[];
  startTimeoutMs: number | undefined;
  stopTimeoutMs: number | undefined;
}

/** Fills every slot, following the rules of ADR 069. @throws LifecycleError that names the broken rule */
export function fillSlots(init: CompositeParts): Slot[] {
  const replacements = replacementsBySlot(init);
  const slots = [
    ...init.services.map((service) => slotOf(service, 'default')),
    ...(init.extra ?? []).map((service) => slotOf(service, 'extra')),
  ];
  assertUniqueNames(init.name, slots);
  for (const [name, service] of replacements) replaceDefault(init.name, slots, name, service);
  assertDistinct(init.name, slots);
  for (const slot of slots) assertFresh(slot.service, init.name);
  return slots;
}

function slotOf(service: NodeService, origin: PartOrigin): Slot {
  const { name, dependsOn = [], startTimeoutMs, stopTimeoutMs } = service;
  return { name, service, origin, dependsOn: [...dependsOn], startTimeoutMs, stopTimeoutMs };
}

function replacementsBySlot({ name: composite, replace = [] }: CompositeParts): Map<string, NodeService> {
  if (!isList(replace)) return new Map(Object.entries(replace));
  const bySlot = new Map<string, NodeService>();
  for (const service of replace) {
    if (bySlot.has(service.name)) {
      throw new LifecycleError(
        'DUPLICATE_REPLACEMENT',
        `Two replacements were given for the default '${service.name}' of '${composite}': at most one may take its ` +
          'place. Remove one of them.',
        { part: service.name },
      );
    }
    bySlot.set(service.name, service);
  }
  return bySlot;
}

function isList(replace: NonNullable<CompositeParts['replace']>): replace is readonly NodeService[] {
  return Array.isArray(replace);
}

function replaceDefault(composite: string, slots: Slot[], name: string, service: NodeService): void {
  const index = slots.findIndex((slot) => slot.name === name && slot.origin === 'default');
  const slot = slots[index];
  if (slot === undefined) {
    const defaults = slots.filter(({ origin }) => origin === 'default').map((known) => known.name);
    throw new LifecycleError(
      'UNKNOWN_REPLACEMENT',
      `'${composite}' has no default '${name}' to replace; its defaults are: ${defaults.join(', ') || 'none'}. ` +
        'Correct the name, or pass the part as an extra one.',
      { part: name },
    );
  }
  slots[index] = {
    name,
    service,
    origin: 'replacement',
    dependsOn: [...(service.dependsOn ?? slot.dependsOn)],
    startTimeoutMs: service.startTimeoutMs ?? slot.startTimeoutMs,
    stopTimeoutMs: service.stopTimeoutMs ?? slot.stopTimeoutMs,
  };
}

function assertUniqueNames(composite: string, slots: readonly Slot[]): void {
  const seen = new Set<string>();
  for (const { name } of slots) {
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

function assertDistinct(composite: string, slots: readonly Slot[]): void {
  const owners = new Map<NodeService, string>();
  for (const { name, service } of slots) {
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
