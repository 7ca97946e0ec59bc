import { cidOf } from '@noctiluca/store';
import type { SpellTriggers } from '../../src/workers/definition.js';
import { definitionCid } from '../../src/workers/definition.js';
import type { DesiredWorker } from '../../src/workers/desired.js';
import { installer } from '../../src/workers/installer.js';
import { INSTALLED, type ObservedWorker, WORKER_SPELL } from '../../src/workers/plan.js';
import type { Installation, SpellLog, WorkerTarget, WorkerUpdate } from '../../src/workers/target.js';
import type { DeployedWorker, Uploader, UploadWorker } from '../../src/workers/upload.js';

interface Definition {
  readonly desired: DesiredWorker;
  readonly triggers: ReadonlyMap<string, SpellTriggers>;
}

interface Thing {
  readonly isSpell: boolean;
  readonly alias: string;
  blueprintId: string;
  scriptCid: string;
  /** Counts what the spell has done: gone when it is made anew. */
  state: number;
}

/**
 * A host that keeps one worker in memory and whose worker spell does what the scripts of aqua/workers do. It can go away
 * between any two changes.
 */
export class MemoryWorkerHost implements WorkerTarget, Uploader {
  readonly hostId = 'memory';
  /** Names that fail to install. */
  readonly broken = new Set<string>();
  readonly things = new Map<string, Thing>();
  readonly values = new Map<string, string>();
  readonly #uploads = new Map<string, Definition>();
  #workerId: string | undefined;
  #scriptCid: string | undefined;
  #applied = '';
  #clocks: WorkerUpdate['clocks'] = {};
  #states: string[] = [];
  #logs: SpellLog[] = [];
  #pending: WorkerUpdate | undefined;
  #isDue = false;
  #changesLeft = Number.POSITIVE_INFINITY;
  #made = 0;
  uploads = 0;

  /** Every change after this many fails, until the next call. */
  failAfter(changes: number): void {
    this.#changesLeft = changes;
  }

  thing(alias: string): Thing | undefined {
    return [...this.things.values()].find((thing) => thing.alias === alias);
  }

  // --- what the deployer calls

  async observe(_dealId: string, keys: readonly string[]): Promise<ObservedWorker> {
    if (this.#workerId === undefined) return { services: [], values: new Map(), clocks: {} };
    const services = [...this.things].map(([id, thing]) => ({
      id,
      isSpell: thing.isSpell,
      blueprintId: thing.blueprintId,
      aliases: thing.alias === '' ? [] : [thing.alias],
      scriptCid: thing.scriptCid,
    }));
    if (this.#scriptCid !== undefined) {
      const rest = { isSpell: true, blueprintId: 'spell', scriptCid: this.#scriptCid };
      services.push({ id: 'worker-spell-id', aliases: [WORKER_SPELL], ...rest });
    }
    const state = this.#states.at(-1);
    return {
      workerId: this.#workerId,
      services,
      values: new Map([...this.values].filter(([key]) => keys.includes(key))),
      clocks: this.#clocks,
      ...(state === undefined ? {} : { state }),
    };
  }

  async upload(workers: readonly UploadWorker[]) {
    return workers.map(({ desired, triggers, dealId, hosts }) => {
      this.#change();
      this.uploads++;
      const definition = definitionCid(desired, triggers);
      this.#uploads.set(definition, { desired, triggers });
      return { name: desired.name, definition, dummy_deal_id: dealId, hosts: [...hosts] };
    });
  }

  async deploy(workers: readonly UploadWorker[]): Promise<DeployedWorker[]> {
    const uploaded = await this.upload(workers);
    return uploaded.map(({ name, definition, dummy_deal_id }) => {
      this.#change();
      this.#workerId ??= 'worker-id';
      this.#change();
      this.#scriptCid = cidOf(Buffer.from(installer().script));
      this.values.set('h_worker_def_cid', JSON.stringify(definition));
      this.#isDue = true;
      const installation_spells = [
        { host_id: 'memory', worker_id: 'worker-id', spell_id: 'worker-spell-id' },
      ];
      return { name, definition, dummy_deal_id, installation_spells };
    });
  }

  async update(_workerId: string, _spellId: string, update: WorkerUpdate): Promise<void> {
    this.#change();
    if (update.script !== undefined) this.#scriptCid = cidOf(Buffer.from(update.script));
    this.values.set('h_worker_def_cid', JSON.stringify(update.change.definition));
    this.#clocks = update.clocks;
    this.#pending = update;
    if (update.triggers !== undefined) this.#isDue = true;
  }

  async follow(): Promise<Installation> {
    if (this.#isDue) this.runWorkerSpell();
    return {
      applied: this.#applied,
      state: this.#states.at(-1),
      message: '',
      logs: [...this.#logs],
      errors: new Map(),
    };
  }

  async logs(): Promise<readonly SpellLog[]> {
    return this.#logs;
  }

  async remove(): Promise<void> {
    this.#workerId = undefined;
  }

  // --- what its worker spell does

  runWorkerSpell(): void {
    this.#isDue = false;
    const definition = JSON.parse(this.values.get('h_worker_def_cid')!) as string;
    const change = this.#pending?.change;
    const isDue = change?.definition === definition && change.id !== this.#applied && change.id !== '';
    if (isDue) {
      this.#states.push('INSTALLATION_IN_PROGRESS');
      for (const { spell_id, script } of change.scripts) {
        this.#change();
        const spell = this.things.get(spell_id);
        if (spell) spell.scriptCid = script;
      }
      for (const { name, id, keys } of change.leftovers) {
        this.#change();
        this.things.delete(id);
        if (name !== '' && this.values.get(name) === id) for (const key of keys) this.values.delete(key);
      }
    }
    this.#install(this.#uploads.get(definition)!);
    if (this.#states.at(-1) === 'INSTALLATION_IN_PROGRESS') this.#states.push(INSTALLED);
    if (isDue) this.#applied = change.id;
  }

  #install({ desired, triggers }: Definition): void {
    for (const { name, blueprintId } of desired.services) this.#installService(name, blueprintId);
    for (const spell of desired.spells) {
      if (this.broken.has(spell.name)) {
        this.#log('Error deploy spell', spell.name);
        continue;
      }
      const known = this.things.get(this.values.get(spell.name) ?? '');
      if (!known?.isSpell || known.scriptCid !== spell.scriptCid) {
        if (known?.isSpell) this.things.delete(this.values.get(spell.name)!);
        this.#states.push('INSTALLATION_IN_PROGRESS');
        this.#change();
        const id = this.#make({ isSpell: true, alias: spell.name, scriptCid: spell.scriptCid });
        this.#change();
        this.values.set(spell.name, id);
      }
      this.#change();
      this.values.set(`trigger_config:${spell.name}`, triggers.get(spell.name)!.cid);
      this.values.set(`init_args:${spell.name}`, spell.initArgsCid);
    }
  }

  #installService(name: string, blueprintId: string): void {
    const known = this.values.get(name);
    if (this.broken.has(name)) {
      this.#log(name, 'error retrieving module');
      return;
    }
    if (known !== undefined) {
      const service = this.things.get(known);
      if (service === undefined || service.isSpell) {
        this.#log(name, 'error deploying service');
        return;
      }
      if (service.blueprintId === blueprintId) return;
      this.#change();
      this.things.delete(known);
    }
    this.#states.push('INSTALLATION_IN_PROGRESS');
    this.#change();
    const id = this.#make({ isSpell: false, alias: '', blueprintId });
    this.#change();
    this.#takeAlias(name);
    this.things.set(id, { ...this.things.get(id)!, alias: name });
    this.#change();
    this.values.set(name, id);
    this.values.set(`blueprint:${name}`, blueprintId);
  }

  #make(thing: Pick<Thing, 'isSpell' | 'alias'> & Partial<Thing>): string {
    if (thing.alias !== '') this.#takeAlias(thing.alias);
    const id = `t${++this.#made}`;
    this.things.set(id, { blueprintId: 'spell', scriptCid: '', state: 0, ...thing });
    return id;
  }

  /** As `srv.add_alias` does: what had it is without. */
  #takeAlias(alias: string): void {
    for (const [id, thing] of this.things)
      if (thing.alias === alias) this.things.set(id, { ...thing, alias: '' });
  }

  #log(...parts: string[]): void {
    this.#logs.push({ timestamp: this.#logs.length, message: JSON.stringify(parts) });
  }

  #change(): void {
    if (this.#changesLeft-- <= 0) throw new Error('the host is gone');
  }
}
