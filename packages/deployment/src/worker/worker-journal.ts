import type { PeerScope, ServiceRecord } from '@noctiluca/host';
import type { SpellView } from '@noctiluca/spells';
import { textDigest } from '../digest.js';
import type { ItemRecord, PackageRecord } from '../journal.js';
import { decodeRecord } from '../remote/json-codec.js';
import type { SpellsPort } from '../spells-port.js';
import {
  CLOCKS_KEY,
  DEAL_KEY,
  DEFINITION_KEY,
  IPFS_KEY,
  JOURNAL_KEY,
  NO_CLOCKS,
  WORKER_SPELL,
} from './constants.js';
import type { ItemFacts } from './item-facts.js';
import { keysOf, keysOfOther } from './keys.js';

type Items = Record<string, ItemRecord>;

const EMPTY: PackageRecord = { version: '1.0.0', dependsOn: [], items: {} };

/**
 * The journal of a worker's deployer, kept by the worker spell beside its own notes: whichever of the two made something,
 * the other knows it. Until there is a worker spell nothing is kept, and nothing needs to be: it is made first.
 */
export class WorkerJournal {
  readonly #spells: SpellsPort;
  readonly #scope: PeerScope;

  constructor(spells: SpellsPort, scope: PeerScope) {
    this.#spells = spells;
    this.#scope = scope;
  }

  get #workerSpell(): SpellView | undefined {
    return this.#spells.get(this.#scope, WORKER_SPELL);
  }

  /** @param present services and spells of the worker */
  read(present: readonly ServiceRecord[]): PackageRecord | undefined {
    const workerSpell = this.#workerSpell;
    if (workerSpell === undefined) return undefined;
    const record = ownRecord(workerSpell) ?? EMPTY;
    const items = new Map(Object.entries(record.items));
    items.set(WORKER_SPELL, workerSpellItem(workerSpell));
    for (const { serviceId: id, serviceType: kind, aliases } of present) {
      for (const alias of aliases) {
        const own = items.get(alias);
        const isNoted = workerSpell.value(alias) === id;
        const kvCid = kind === 'spell' ? workerSpell.value(`init_args:${alias}`) : undefined;
        const isKnown = own?.id === id && own.kvCid === kvCid;
        if (!isNoted || isKnown || own?.pending !== undefined) continue;
        items.set(alias, { kind, id, ...(kvCid === undefined ? {} : { kvCid }) });
      }
    }
    return { ...record, items: Object.fromEntries(items) };
  }

  /** Blueprints that are noted, and that the services to be noted have not. */
  outdated({ items }: PackageRecord, facts: ItemFacts): string[] {
    const workerSpell = this.#workerSpell;
    if (workerSpell === undefined) return [];
    const aliases = new Set([...Object.keys(ownRecord(workerSpell)?.items ?? {}), ...Object.keys(items)]);
    return [...aliases].flatMap((alias) => {
      const key = `blueprint:${alias}`;
      const [noted, next] = [workerSpell.value(key), facts.get(alias)?.[key]];
      const isService = Object.hasOwn(items, alias) && items[alias]?.kind === 'service';
      const isOutdated = isService ? next !== undefined && next !== noted : true;
      return noted !== undefined && isOutdated ? [noted] : [];
    });
  }

  /** @param facts what the worker spell notes of each thing besides its id */
  async write(record: PackageRecord, facts: ItemFacts): Promise<void> {
    const workerSpell = this.#workerSpell;
    if (workerSpell === undefined) return;
    const before = ownRecord(workerSpell)?.items ?? {};
    const gone = Object.entries(before).filter(([alias]) => !Object.hasOwn(record.items, alias));
    const unlike = Object.entries(record.items).flatMap(([alias, { kind }]) => keysOfOther(alias, kind));
    const { [WORKER_SPELL]: _, ...known } = record.items;
    const items = withNotedValues(known, facts);
    await this.#spells.update(this.#scope, workerSpell.spellId, {
      forget: [...gone.flatMap(([alias, { kind }]) => keysOf(alias, kind)), ...unlike],
      strings: { ...notes(items, facts), [JOURNAL_KEY]: JSON.stringify({ ...record, items }) },
    });
  }
}

function notes(items: Items, facts: ItemFacts): Record<string, string> {
  const settled = Object.entries(items).filter(([, { pending }]) => pending === undefined);
  const pairs = settled.flatMap(([alias, { id }]) => [
    [alias, id],
    ...Object.entries(facts.get(alias) ?? {}),
  ]);
  return Object.fromEntries(pairs);
}

/** What is noted of a spell's initial values is the journal's too: another note tells that the worker spell gave others. */
function withNotedValues(items: Items, facts: ItemFacts): Items {
  const entries = Object.entries(items).map(([alias, item]) => {
    const kvCid = facts.get(alias)?.[`init_args:${alias}`];
    const isNoted = item.pending === undefined && kvCid !== undefined;
    return [alias, isNoted ? { ...item, kvCid } : item];
  });
  return Object.fromEntries(entries);
}

/** Who may write to the worker spell may spoil this too: then nothing is known but what the worker spell notes itself. */
function ownRecord(workerSpell: SpellView): PackageRecord | undefined {
  const json = workerSpell.value(JOURNAL_KEY);
  if (json === undefined) return undefined;
  try {
    return decodeRecord(json);
  } catch {
    return undefined;
  }
}

/** The alias is reserved, so that what has it is a worker spell: its values are what they are. */
function workerSpellItem(workerSpell: SpellView): ItemRecord {
  const kv = [IPFS_KEY, DEFINITION_KEY, DEAL_KEY, CLOCKS_KEY].flatMap((key) => {
    const absent = key === CLOCKS_KEY ? JSON.stringify(NO_CLOCKS) : undefined;
    const text = workerSpell.value(key) ?? absent;
    return text === undefined ? [] : [[key, textDigest(text)] as const];
  });
  return { kind: 'spell', id: workerSpell.spellId, kv: Object.fromEntries(kv) };
}
