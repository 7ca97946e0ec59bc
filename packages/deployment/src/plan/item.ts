import type { DesiredService, DesiredSpell } from '../desired.js';
import { textDigest, valuesDigest } from '../digest.js';
import type { ItemKind, ItemRecord } from '../journal.js';
import type { ObservedItem } from '../observed.js';
import { isSameTrigger } from '../trigger.js';
import type { ServiceChange, SpellChange, Step } from './step.js';

/** What is known about an alias before its steps are made. */
export interface ItemContext {
  readonly peerId: string;
  /** What the alias names. */
  readonly holder: ObservedItem | undefined;
  /** What the journal says about the alias. */
  readonly item: ItemRecord | undefined;
  /** Whether the peer has a newer version of the package than this program brings. */
  readonly isNewer: boolean;
  /** The peer's clock, seconds since the epoch. */
  readonly nowSec: number;
}

/** Steps that bring about a service. */
export function planService(service: DesiredService, context: ItemContext): Step[] {
  const { holder, item, isNewer } = context;
  const { alias, blueprintId, onUpdate } = service;
  const base = { kind: 'service', alias, service } as const;
  if (holder === undefined) return [{ action: 'install', ...base }];
  if (holder.kind !== 'service') {
    if (!isOurs(context)) return [conflict('service', alias, holder, context)];
    return [removal(alias, holder), { action: 'install', ...base }];
  }
  const isSame = holder.blueprintId === blueprintId && holder.ownerId === context.peerId;
  if (!isSame && !isOurs(context)) return [conflict('service', alias, holder, context)];

  const { id } = holder;
  if (item?.pending === 'reinstall' && item.id === id)
    return [{ action: 'reinstall', ...base, id, reason: 'it was interrupted' }];
  const migrate: Step[] =
    typeof onUpdate === 'object' ? [{ action: 'migrate', kind: 'service', alias, call: onUpdate }] : [];
  const pendingMigration = item?.migrating === true ? migrate : [];
  if (isSame) {
    const changes: ServiceChange[] = hasOtherBinaries(service, holder) ? ['configuration'] : [];
    const first: Step =
      changes.length > 0
        ? { action: 'update', ...base, id, changes }
        : { action: 'keep', kind: 'service', alias, id };
    return [first, ...pendingMigration];
  }
  if (isNewer) return [{ action: 'keep', kind: 'service', alias, id }];
  if (onUpdate === 'reset')
    return [{ action: 'reinstall', ...base, id, reason: 'blueprint changed, and its state is not kept' }];
  return [{ action: 'update', ...base, id, changes: ['blueprint'] }, ...migrate];
}

/** Steps that bring about a spell. */
export function planSpell(spell: DesiredSpell, context: ItemContext): Step[] {
  const { holder, item, isNewer, nowSec } = context;
  const { alias } = spell;
  const base = { kind: 'spell', alias, spell } as const;
  if (holder === undefined) return [{ action: 'install', ...base }];
  const isSpell = holder.kind === 'spell' && holder.spell !== undefined;
  if (!isSpell) {
    if (!isOurs(context)) return [conflict('spell', alias, holder, context)];
    return [removal(alias, holder), { action: 'install', ...base }];
  }
  const { scriptDigest, triggerConfig } = holder.spell!;
  const isSame =
    scriptDigest === spell.scriptDigest &&
    isSameTrigger(triggerConfig, spell.triggerConfig, nowSec) &&
    holder.ownerId === context.peerId;
  if (!isSame && !isOurs(context)) return [conflict('spell', alias, holder, context)];

  const keys = changedKeys(spell, item);
  const changes: SpellChange[] = [
    ...(scriptDigest === spell.scriptDigest || isNewer ? [] : (['script'] as const)),
    ...(isSameTrigger(triggerConfig, spell.triggerConfig, nowSec) ? [] : (['trigger'] as const)),
    ...(keys.length === 0 ? [] : (['kv'] as const)),
  ];
  const { id } = holder;
  if (changes.length === 0) return [{ action: 'keep', kind: 'spell', alias, id }];
  return [{ action: 'update', ...base, id, changes, keys }];
}

/** Steps that end something nobody wants, found by its id or its alias: none when it was never the deployer's. */
export function planRemoval(alias: string, item: ItemRecord, found: ObservedItem, peerId: string): Step[] {
  if (found.ownerId !== peerId) return [];
  return found.id === item.id || item.pending !== undefined ? [removal(alias, found)] : [];
}

/**
 * Whether the deployer made what an alias names: it belongs to the host, and the journal knows it, or knows of a step that
 * was cut off before its outcome could be written down.
 */
function isOurs({ holder, item, peerId }: ItemContext): boolean {
  if (holder === undefined || item === undefined || holder.ownerId !== peerId) return false;
  return item.id === holder.id || item.pending !== undefined;
}

function removal(alias: string, { id, kind }: ObservedItem): Step {
  return { action: 'remove', kind, alias, id };
}

function conflict(wanted: ItemKind, alias: string, holder: ObservedItem, { peerId }: ItemContext): Step {
  const { id, kind, ownerId } = holder;
  const whose = ownerId === peerId ? 'that was not deployed with it' : `of ${ownerId}`;
  const reason = `alias '${alias}' is held by ${kind} ${id} ${whose}; remove that ${kind}, or give the wanted one another name`;
  return { action: 'conflict', kind: wanted, alias, id, reason };
}

/** Compares only what the modules were given: the rest of the configured map means nothing to them. */
function hasOtherBinaries({ binaries }: DesiredService, { binaries: given }: ObservedItem): boolean {
  return Object.entries(given ?? {}).some(([module, map]) =>
    Object.entries(map).some(([name, path]) => binaries[module]?.[name] !== path),
  );
}

function changedKeys({ kv }: DesiredSpell, item: ItemRecord | undefined): string[] {
  if (item?.kv === undefined && item?.kvCid === valuesDigest(kv)) return [];
  const written = item?.kv ?? {};
  return Object.keys(kv).filter(
    (key) => !Object.hasOwn(written, key) || written[key] !== textDigest(kv[key]!),
  );
}
