import type { Desired, DesiredPackage, DesiredSpell } from '../desired.js';
import { desiredAliases } from '../desired.js';
import type { ItemRecord, PackageRecord } from '../journal.js';
import type { Observed, ObservedItem, ObservedWorker } from '../observed.js';
import { endedNote, hasEnded } from '../trigger.js';
import { withInitialisation } from './initialisation.js';
import { type ItemContext, planRemoval, planService, planSpell } from './item.js';
import type { PackagePlan, Plan, Step } from './step.js';
import { isNewerVersion } from './version.js';

/**
 * Steps that bring a peer from what it has to what is wanted: packages nobody wants any more first, then the wanted ones.
 * Pure, and safe to take up again after an interruption at any point: the journal tells what was cut off.
 */
export function plan(desired: Desired, observed: Observed): Plan {
  const state = new PeerState(observed);
  const claimed = new Set(desiredAliases(desired));
  const wanted = new Set([...desired.packages, ...desired.unavailable].map(({ name }) => name));
  const leaving = Object.entries(observed.journal).filter(([name]) => !wanted.has(name));
  return {
    packages: [
      ...(desired.prune ? leaving.map(([name, record]) => planDeparture(name, record, state, claimed)) : []),
      ...desired.packages.map((each) => planPackage(each, { desired, state, claimed, life: observed.life })),
    ],
  };
}

/** Look-ups in what was observed. */
class PeerState {
  readonly observed: Observed;
  readonly #byAlias = new Map<string, ObservedItem>();
  readonly #byId = new Map<string, ObservedItem>();
  readonly #records = new Map<string, ItemRecord[]>();
  /** The package that ends an item when nobody wants it: one that changed hands may be in two records. */
  readonly #removers = new Map<string, string>();

  constructor(observed: Observed) {
    this.observed = observed;
    for (const item of observed.items) {
      this.#byId.set(item.id, item);
      for (const alias of item.aliases) this.#byAlias.set(alias, item);
    }
    for (const [name, { items }] of Object.entries(observed.journal)) {
      for (const [alias, item] of Object.entries(items)) {
        this.#records.set(alias, [...(this.#records.get(alias) ?? []), item]);
        if (!this.#removers.has(item.id)) this.#removers.set(item.id, name);
      }
    }
  }

  record(name: string): PackageRecord | undefined {
    return Object.hasOwn(this.observed.journal, name) ? this.observed.journal[name] : undefined;
  }

  /**
   * What is known of an alias. When it changed hands, several records may have it: the one that knows what is there counts,
   * then one of a step that was cut off; the package's own before others'.
   */
  context(alias: string, own: PackageRecord | undefined, isNewer: boolean): ItemContext {
    const holder = this.#byAlias.get(alias);
    const mine = itemIn(own, alias);
    const all = [...(mine === undefined ? [] : [mine]), ...(this.#records.get(alias) ?? [])];
    const item =
      all.find(({ id }) => id === holder?.id) ?? all.find(({ pending }) => pending !== undefined) ?? all[0];
    const { peerId, nowSec = 0 } = this.observed;
    return { peerId, holder, item, isNewer, nowSec };
  }

  /** Services that an interrupted installation made and did not name: they are of blueprints that are wanted. */
  nameless(blueprintIds: ReadonlySet<string>): Step[] {
    const { peerId, items, worker } = this.observed;
    // A host's services without a name are its users'.
    if (worker === undefined) return [];
    return items
      .filter(
        ({ kind, aliases, ownerId }) => kind === 'service' && aliases.length === 0 && ownerId === peerId,
      )
      .filter(({ blueprintId }) => blueprintIds.has(blueprintId))
      .map(({ kind, id }) => ({ action: 'remove', kind, alias: '', id }));
  }

  /** @param name of the package whose record has the item */
  removal(name: string, alias: string, item: ItemRecord): Step[] {
    const { peerId } = this.observed;
    const isOwn = ({ id }: ObservedItem) => (this.#removers.get(id) ?? name) === name;
    const [holder, byId] = [this.#byAlias.get(alias), this.#byId.get(item.id)];
    if (byId !== undefined) return isOwn(byId) ? planRemoval(alias, item, byId, peerId) : [];
    return holder !== undefined && isOwn(holder) ? planRemoval(alias, item, holder, peerId) : [];
  }
}

interface PackageContext {
  readonly desired: Desired;
  readonly state: PeerState;
  readonly claimed: ReadonlySet<string>;
  readonly life: string;
}

function planPackage(wanted: DesiredPackage, { desired, state, claimed, life }: PackageContext): PackagePlan {
  const { name, version, dependsOn, services, spells } = wanted;
  const record = state.record(name);
  const isNewer = record !== undefined && isNewerVersion(record.version, version);
  const contextOf = (alias: string) => state.context(alias, record, isNewer);
  const { worker } = state.observed;
  const resting = worker?.id !== undefined && !worker.active ? [atRest(name, worker.id)] : [];
  const stepsOfSpell = (spell: DesiredSpell) => planSpell(spell, contextOf(spell.alias));
  const leaving = leftovers(name, record, state, claimed).map((step) => (desired.prune ? step : left(step)));
  const nameless = state.nameless(new Set(services.map(({ blueprintId }) => blueprintId)));
  const steps = [
    ...resting,
    ...(worker === undefined ? [] : [workerStep(name, worker)]),
    ...spells.filter(({ keepsJournal }) => keepsJournal).flatMap(stepsOfSpell),
    ...withoutTwice(leaving, nameless),
    ...nameless,
    ...services.flatMap((service) => planService(service, contextOf(service.alias))),
    ...spells.filter(({ keepsJournal }) => !keepsJournal).flatMap(stepsOfSpell),
  ];
  const common = {
    name,
    version: isNewer ? record.version : version,
    change: 'deploy',
    dependsOn,
    record,
  } as const;
  const notes: string[] = isNewer
    ? [
        `the peer has version ${record.version}, newer than ${version} of this program: services and scripts stay`,
      ]
    : [];
  const ended = spells.filter(({ triggerConfig }) => hasEnded(triggerConfig, state.observed.nowSec ?? 0));
  notes.push(...ended.map(endedNote));
  const own = new Set([...services, ...spells].map(({ alias }) => alias));
  const foreign = [...own].flatMap((alias) => {
    const { item } = contextOf(alias);
    return item === undefined || item === itemIn(record, alias) ? [] : [[alias, item] as const];
  });
  const adopted = Object.fromEntries(foreign);
  const forget = Object.keys(record?.items ?? {}).filter(
    (alias) => !own.has(alias) && (desired.prune || claimed.has(alias)),
  );
  const conflicts = steps.filter(({ action }) => action === 'conflict');
  if (conflicts.length > 0) return { ...common, steps: conflicts, forget: [], adopted: {}, notes };
  return {
    ...common,
    steps: withInitialisation(wanted, steps, { record, life, isNewer }),
    forget,
    adopted,
    notes,
  };
}

function workerStep(alias: string, { id }: ObservedWorker): Step {
  return id === undefined
    ? { action: 'install', kind: 'worker', alias }
    : { action: 'keep', kind: 'worker', alias, id };
}

function atRest(alias: string, id: string): Step {
  const reason = `worker ${id} is deactivated: activate it (worker.activate, with the key of the host or its management)`;
  return { action: 'conflict', kind: 'worker', alias, id, reason };
}

/** The removal of something nameless that was cut off is in the journal too. */
function withoutTwice(leaving: readonly Step[], nameless: readonly Step[]): Step[] {
  const ids = new Set(nameless.flatMap((step) => ('id' in step ? step.id : [])));
  return leaving.filter((step) => !('id' in step && ids.has(step.id)));
}

/** What would go if it were pruned. */
function left(step: Step): Step {
  if (step.action !== 'remove') return step;
  const { kind, alias, id } = step;
  return { action: 'leave', kind, alias, id };
}

/** Everything of a package that nobody wants. */
function planDeparture(
  name: string,
  record: PackageRecord,
  state: PeerState,
  claimed: ReadonlySet<string>,
): PackagePlan {
  const { version, dependsOn } = record;
  const steps = leftovers(name, record, state, claimed).reverse();
  return { name, version, change: 'remove', dependsOn, steps, forget: [], record, adopted: {}, notes: [] };
}

/** Ends what the journal names and no package wants under that alias. */
function leftovers(
  name: string,
  record: PackageRecord | undefined,
  state: PeerState,
  claimed: ReadonlySet<string>,
): Step[] {
  return Object.entries(record?.items ?? {}).flatMap(([alias, item]) =>
    claimed.has(alias) ? [] : state.removal(name, alias, item),
  );
}

function itemIn(record: PackageRecord | undefined, alias: string): ItemRecord | undefined {
  return record !== undefined && Object.hasOwn(record.items, alias) ? record.items[alias] : undefined;
}
