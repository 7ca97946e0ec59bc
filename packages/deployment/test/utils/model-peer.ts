import type { JsonValue } from '@noctiluca/marine';
import type { TriggerConfig } from '@noctiluca/spells';
import type { DesiredService, DesiredSpell } from '../../src/desired.js';
import type { ItemKind, Journal, PackageRecord } from '../../src/journal.js';
import type { Observed, ObservedItem } from '../../src/observed.js';
import type { DeployTarget, SpellUpdate } from '../../src/target/target.js';

export const PEER = 'host';
export const STRANGER = 'stranger';

/** A service or spell of the model; `state` is what it keeps. */
export interface ModelItem {
  kind: ItemKind;
  blueprintId: string;
  ownerId: string;
  aliases: string[];
  binaries: NonNullable<ObservedItem['binaries']>;
  scriptDigest?: string;
  triggerConfig?: TriggerConfig;
  state: Record<string, string>;
}

export interface ModelCall {
  readonly alias: string;
  readonly functionName: string;
}

/** A peer that is nothing but its state. It can go away between any two things it is told to do. */
export class ModelPeer implements DeployTarget {
  readonly peerId = PEER;
  life = 'life-1';
  readonly items = new Map<string, ModelItem>();
  journal: Record<string, PackageRecord> = {};
  /** What was called, in order. */
  readonly calls: ModelCall[] = [];
  /** What calls answer, by function name. @default success */
  readonly answers = new Map<string, JsonValue>();
  /** Changes made so far. */
  changes = 0;
  #made = 0;
  #changesLeft = Number.POSITIVE_INFINITY;

  /** Every change after this many fails. */
  dieAfter(changes: number): void {
    this.#changesLeft = changes;
  }

  /** The peer comes up again. */
  restart(): void {
    this.#changesLeft = Number.POSITIVE_INFINITY;
    this.life = `life-${Number(this.life.slice(5)) + 1}`;
  }

  holderOf(alias: string): (ModelItem & { id: string }) | undefined {
    for (const [id, item] of this.items) if (item.aliases.includes(alias)) return { ...item, id };
    return undefined;
  }

  add(item: Partial<ModelItem>): string {
    const id = `id-${++this.#made}`;
    const fresh = {
      kind: 'service',
      blueprintId: '',
      ownerId: PEER,
      aliases: [],
      binaries: {},
      state: {},
    } as const;
    const added = { ...fresh, ...item, aliases: [] as string[], state: { ...item.state } };
    this.items.set(id, added);
    for (const alias of item.aliases ?? []) this.#alias(alias, id);
    return id;
  }

  async observe(aliases: readonly string[]): Promise<Observed> {
    const journalled = Object.values(this.journal).flatMap(({ items }) => [
      ...Object.keys(items),
      ...Object.values(items).map(({ id }) => id),
    ]);
    const wanted = new Set([...aliases, ...journalled]);
    const items = [...this.items]
      .filter(([id, item]) => wanted.has(id) || item.aliases.some((alias) => wanted.has(alias)))
      .map(([id, item]) => observed(id, item));
    return { peerId: PEER, life: this.life, items, journal: structuredClone(this.journal) as Journal };
  }

  async record(name: string, record: PackageRecord | undefined): Promise<void> {
    this.change();
    if (record === undefined) delete this.journal[name];
    else this.journal[name] = structuredClone(record);
  }

  async installService(service: DesiredService): Promise<string> {
    this.change();
    return this.add({ ...serviceFacts(service), aliases: [service.alias] });
  }

  async replaceService(id: string, service: DesiredService, keepState: boolean): Promise<string> {
    this.change();
    const former = this.items.get(id)!;
    this.items.delete(id);
    const state = keepState ? former.state : {};
    return this.add({ ...serviceFacts(service), ownerId: former.ownerId, aliases: former.aliases, state });
  }

  async configureService(id: string, service: DesiredService): Promise<void> {
    this.change();
    this.items.get(id)!.binaries = service.binaries;
  }

  async installSpell({ alias, scriptDigest, triggerConfig, kv }: DesiredSpell): Promise<string> {
    this.change();
    const facts = { kind: 'spell', blueprintId: 'spell', scriptDigest, triggerConfig } as const;
    return this.add({ ...facts, state: { ...kv }, aliases: [alias] });
  }

  async updateSpell(id: string, { script, triggerConfig, kv }: SpellUpdate): Promise<void> {
    this.change();
    const item = this.items.get(id)!;
    if (script !== undefined) item.scriptDigest = digests.get(script)!;
    if (triggerConfig !== undefined) item.triggerConfig = triggerConfig;
    Object.assign(item.state, kv);
  }

  async remove(kind: ItemKind, id: string): Promise<void> {
    this.change();
    const found = this.items.get(id);
    if (found !== undefined && found.kind !== kind) throw new Error(`${id} is no ${kind}`);
    this.items.delete(id);
  }

  async call(alias: string, functionName: string, args: readonly JsonValue[]): Promise<JsonValue> {
    this.change();
    const item = this.holderOf(alias);
    if (item === undefined) throw new Error(`nothing is called ${alias}`);
    const answer = this.answers.get(functionName) ?? { success: true, error: '' };
    this.calls.push({ alias, functionName });
    if (typeof args[0] === 'string') item.state[functionName] = args[0];
    return answer;
  }

  #alias(alias: string, id: string): void {
    for (const item of this.items.values()) item.aliases = item.aliases.filter((other) => other !== alias);
    this.items.get(id)!.aliases.push(alias);
  }

  protected change(): void {
    if (this.#changesLeft-- <= 0) throw new Error('the peer is gone');
    this.changes += 1;
  }
}

/** The model does not compute digests of scripts: it is told. */
export const digests = new Map<string, string>();

function serviceFacts({ blueprintId, binaries }: DesiredService) {
  return { kind: 'service', blueprintId, binaries } as const;
}

function observed(id: string, item: ModelItem): ObservedItem {
  const { kind, blueprintId, ownerId, aliases, binaries, scriptDigest, triggerConfig } = item;
  const base = { id, kind, blueprintId, ownerId, aliases: [...aliases] };
  if (kind === 'service') return { ...base, binaries };
  if (scriptDigest === undefined || triggerConfig === undefined) return base;
  return { ...base, spell: { scriptDigest, triggerConfig } };
}
