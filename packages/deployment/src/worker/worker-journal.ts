import type { PeerScope, ServiceRecord } from '@noctiluca/host';
import type { SpellView } from '@noctiluca/spells';
import { textDigest } from '../digest.js';
import type { ItemRecord, PackageRecord } from '../journal.js';
import { decodeRecord } from '../remote/wire.js';
import type { SpellsPort } from '../spells-port.js';
import { CLOCKS_KEY, DEAL_KEY, DEFINITION_KEY, IPFS_KEY, JOURNAL_KEY, WORKER_SPELL } from './constants.js';
import { keysOf } from './keys.js';

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
    const items: Items = { ...record.items, [WORKER_SPELL]: workerSpellItem(workerSpell) };
    for (const { serviceId: id, serviceType: kind, aliases } of present) {
      for (const alias of aliases) {
        const own = items[alias];
        const isNoted = workerSpell.value(alias) === id;
        if (!isNoted || own?.id === id || own?.pending !== undefined) continue;
        const kvCid = kind === 'spell' ? workerSpell.value(`init_args:${alias}`) : undefined;
        items[alias] = { kind, id, ...(kvCid === undefined ? {} : { kvCid }) };
      }
    }
    return { ...record, items };
  }

  /** @param facts what the worker spell notes of each thing besides its id */
  async write(
    record: PackageRecord,
    facts: ReadonlyMap<string, Readonly<Record<string, string>>>,
  ): Promise<void> {
    const workerSpell = this.#workerSpell;
    if (workerSpell === undefined) return;
    const before = ownRecord(workerSpell)?.items ?? {};
    const gone = Object.entries(before).filter(([alias]) => !Object.hasOwn(record.items, alias));
    const { [WORKER_SPELL]: _, ...items } = record.items;
    await this.#spells.update(this.#scope, workerSpell.spellId, {
      forget: gone.flatMap(([alias, { kind }]) => keysOf(alias, kind)),
      strings: { ...notes(items, facts), [JOURNAL_KEY]: JSON.stringify({ ...record, items }) },
    });
  }
}

function notes(
  items: Items,
  facts: ReadonlyMap<string, Readonly<Record<string, string>>>,
): Record<string, string> {
  const settled = Object.entries(items).filter(([, { pending }]) => pending === undefined);
  return Object.assign({}, ...settled.map(([alias, { id }]) => ({ [alias]: id, ...facts.get(alias) })));
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
    const text = workerSpell.value(key);
    return text === undefined ? [] : [[key, textDigest(text)] as const];
  });
  return { kind: 'spell', id: workerSpell.spellId, kv: Object.fromEntries(kv) };
}
