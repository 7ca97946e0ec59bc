import { CLOCKS_KEY, DEFINITION_KEY, INSTALLED, IPFS_KEY, WORKER_SPELL } from '@noctiluca/deployment';
import { cidOf } from '@noctiluca/store';
import { CliError } from '../../src/errors.js';
import type { UpdateWorkerArgChange } from '../../src/generated/workers/workers.js';
import type { SpellTriggers } from '../../src/workers/clocks.js';
import { definitionOf } from '../../src/workers/definition.js';
import { installer } from '../../src/workers/installer.js';
import type { HostScripts } from '../../src/workers/target/host-scripts.js';
import type { SpellLog } from '../../src/workers/target/target.js';
import type { Uploader, UploadWorker } from '../../src/workers/target/uploader.js';
import type { WantedWorker } from '../../src/workers/wanted-worker.js';

interface Definition {
  readonly wanted: WantedWorker;
  readonly triggers: ReadonlyMap<string, SpellTriggers>;
}

interface Thing {
  readonly isSpell: boolean;
  readonly alias: string;
  blueprintId: string;
  scriptCid: string;
  /** Counts what it has done: gone when it is made anew. */
  state: number;
}

const IN_PROGRESS = 'INSTALLATION_IN_PROGRESS';

/**
 * A host that keeps one worker in memory, whose worker spell does what the scripts of aqua/workers do. It can go away
 * between any two changes, and takes nothing that a peer would refuse.
 */
export class MemoryWorkerHost implements HostScripts, Uploader {
  readonly hostId = 'memory';
  readonly #workerId: string;
  /** Names that fail to install. */
  readonly broken = new Set<string>();
  readonly things = new Map<string, Thing>();
  readonly values = new Map<string, string>();
  isActive = true;
  uploads = 0;
  workerId: string | undefined;
  workerSpellScript: string | undefined;
  readonly states: string[] = [];
  readonly #uploads = new Map<string, Definition>();
  #applied = '';
  #logs: SpellLog[] = [];
  #pending: UpdateWorkerArgChange | undefined;
  #isDue = false;
  #changesLeft = Number.POSITIVE_INFINITY;
  #made = 0;
  readonly #isNox: boolean;
  #workerSpellId = 'worker-spell-id';
  /** What a worker spell that takes over is to note. */
  #notes: { key: string; value: string }[] = [];

  /** @param isNox it has no `spell.update` (spec/mixed-network.md no. 2) */
  constructor(workerId = 'worker-id', isNox = false) {
    this.#workerId = workerId;
    this.#isNox = isNox;
  }

  /** Every change after this many fails, until the next call. */
  failAfter(changes: number): void {
    this.#changesLeft = changes;
  }

  thing(alias: string): Thing | undefined {
    return [...this.things.values()].find((thing) => thing.alias === alias);
  }

  // --- what the deployer calls

  async observeWorker(_dealId: string, keys: readonly string[]) {
    const base = { success: true, error: '', worker_id: this.workerId ?? null, active: this.isActive };
    if (this.workerId === undefined || !this.isActive)
      return { ...base, active: false, services: [], scripts: [], values: [], statuses: [] };
    const entries = [...this.things].map(([id, thing]) => ({ id, ...thing }));
    if (this.workerSpellScript !== undefined) {
      const rest = { isSpell: true, blueprintId: 'spell', scriptCid: this.workerSpellScript };
      entries.push({ id: this.#workerSpellId, alias: WORKER_SPELL, state: 0, ...rest });
    }
    const stored = keys.map((key) => ({ key, value: this.values.get(key) ?? null }));
    return {
      ...base,
      services: entries.map(({ id, isSpell, alias, blueprintId }) => ({
        ...{ id, blueprint_id: blueprintId, aliases: alias === '' ? [] : [alias] },
        ...{ service_type: isSpell ? 'spell' : 'service', owner_id: 'me', worker_id: this.#workerId },
      })),
      scripts: entries.map(({ id, isSpell, scriptCid }) => ({
        ...{ spell_id: id, script_cid: isSpell ? scriptCid : '' },
      })),
      values: this.workerSpellScript === undefined ? [] : stored,
      statuses: this.workerSpellScript === undefined ? [] : [...this.states],
    };
  }

  async upload({ wanted, triggers }: UploadWorker, definition: string): Promise<void> {
    this.#change();
    this.uploads++;
    if (definitionOf(wanted, triggers).cid !== definition) throw new Error('IPFS calls it otherwise');
    this.#uploads.set(definition, { wanted, triggers });
  }

  async makeWorker(): Promise<string> {
    this.#change();
    this.workerId ??= this.#workerId;
    return this.workerId;
  }

  async deploy(worker: UploadWorker): Promise<{ workerId: string; spellId: string }> {
    const definition = definitionOf(worker.wanted, worker.triggers).cid;
    await this.upload(worker, definition);
    this.#change();
    if (this.workerId === undefined) throw new Error('nox takes no compute units as bytes');
    this.#change();
    this.workerSpellScript = cidOf(Buffer.from(installer().script));
    this.values.set(IPFS_KEY, JSON.stringify('/ip4/127.0.0.1/tcp/5001'));
    this.values.set(DEFINITION_KEY, JSON.stringify(definition));
    this.#isDue = true;
    return { workerId: this.workerId, spellId: this.#workerSpellId };
  }

  async updateWorker(...args: Parameters<HostScripts['updateWorker']>): Promise<void> {
    const [, , script, change, clocks, triggers] = args;
    this.#change();
    if (this.#isNox)
      throw new CliError(
        'DEPLOY_FAILED',
        "Updating failed: Service with id 'spell' not found (function update)",
      );
    if (script !== null) this.workerSpellScript = cidOf(Buffer.from(script));
    this.values.set(DEFINITION_KEY, JSON.stringify(change.definition));
    this.values.set(CLOCKS_KEY, JSON.stringify(clocks));
    this.#pending = change;
    if (triggers !== null) this.#isDue = true;
  }

  async renewWorkerSpell(...args: Parameters<HostScripts['renewWorkerSpell']>): Promise<string> {
    const [, , , script, change, clocks, notes] = args;
    this.#change();
    this.#workerSpellId = `worker-spell-${++this.#made}`;
    this.workerSpellScript = cidOf(Buffer.from(script));
    const ipfs = this.values.get(IPFS_KEY)!;
    this.values.clear();
    this.states.length = 0;
    this.values.set(IPFS_KEY, ipfs);
    this.values.set(DEFINITION_KEY, JSON.stringify(change.definition));
    this.values.set(CLOCKS_KEY, JSON.stringify(clocks));
    this.#notes = [...notes];
    this.values.set('h_notes', JSON.stringify(notes));
    this.#applied = '';
    this.#pending = change;
    this.#isDue = true;
    return this.#workerSpellId;
  }

  async triggerWorkerSpell(): Promise<void> {
    this.#isDue = true;
  }

  async followWorker() {
    if (this.#isDue) this.runWorkerSpell();
    const statuses = [...this.states];
    return { success: true, error: '', applied: this.#applied, statuses, logs: [...this.#logs], errors: [] };
  }

  async logs(): Promise<readonly SpellLog[]> {
    return this.#logs;
  }

  async remove(): Promise<void> {
    this.#change();
    this.workerId = undefined;
    this.workerSpellScript = undefined;
    for (const kept of [this.things, this.values]) kept.clear();
  }

  ipfs(): Promise<string> {
    throw new Error('The uploader asks for it');
  }

  uploaded(): never {
    throw new Error('not of a deployment');
  }

  observeDeployment(): never {
    throw new Error('This host installs nothing itself');
  }

  deployWorker(): never {
    throw new Error('This host installs nothing itself');
  }

  // --- what its worker spell does

  runWorkerSpell(): void {
    this.#isDue = false;
    const definition = JSON.parse(this.values.get(DEFINITION_KEY)!) as string;
    const change = this.#pending;
    const isDue = change?.definition === definition && change.id !== this.#applied && change.id !== '';
    if (isDue) {
      for (const { key, value } of this.#notes) if (!this.values.has(key)) this.values.set(key, value);
      this.#state(IN_PROGRESS);
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
    if (this.#lastState() === IN_PROGRESS) this.#state(INSTALLED);
    if (isDue) this.#applied = change.id;
    if (isDue) this.values.set('applied_change', change.id);
  }

  #install({ wanted, triggers }: Definition): void {
    for (const { name, blueprintId } of wanted.services) this.#installService(name, blueprintId);
    for (const spell of wanted.spells) {
      const { config, cid } = triggers.get(spell.name)!;
      if (this.broken.has(spell.name) || hasEnded(config)) {
        this.#log('Error deploy spell', spell.name);
        continue;
      }
      const known = this.things.get(this.values.get(spell.name) ?? '');
      if (!known?.isSpell || known.scriptCid !== spell.scriptCid) {
        if (known?.isSpell) this.things.delete(this.values.get(spell.name)!);
        this.#state(IN_PROGRESS);
        this.#change();
        const id = this.#make({ isSpell: true, alias: spell.name, scriptCid: spell.scriptCid });
        this.#change();
        this.values.set(spell.name, id);
      }
      this.#change();
      this.values.set(`trigger_config:${spell.name}`, cid);
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
    this.#state(IN_PROGRESS);
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

  #state(state: string): void {
    this.states.push(JSON.stringify({ state, message: '', timestamp: 0 }));
  }

  #lastState(): string | undefined {
    const last = this.states.at(-1);
    return last === undefined ? undefined : (JSON.parse(last) as { state: string }).state;
  }

  #log(...parts: string[]): void {
    this.#logs.push({ timestamp: this.#logs.length, message: JSON.stringify(parts) });
  }

  #change(): void {
    if (this.#changesLeft-- <= 0) throw new Error('the host is gone');
  }
}

/** Peers refuse a clock whose end has passed (spec/nox.md §5.1). */
function hasEnded({ clock }: SpellTriggers['config']): boolean {
  return clock.end_sec !== 0 && clock.end_sec * 1000 <= Date.now();
}
