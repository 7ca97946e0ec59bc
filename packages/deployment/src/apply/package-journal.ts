import { textDigest } from '../digest.js';
import type { InitRecord, ItemRecord, PackageRecord, PendingAction } from '../journal.js';
import type { ItemStep, PackagePlan } from '../plan/step.js';
import type { DeployTarget } from '../target/target.js';

/** The journal of one package while its steps are taken: every change is durable before the next thing is done. */
export class PackageJournal {
  readonly #plan: PackagePlan;
  readonly #target: DeployTarget;
  #record: PackageRecord;
  /** JSON text of what the peer has. */
  #written: string | undefined;

  constructor(plan: PackagePlan, target: DeployTarget) {
    const { version, dependsOn, record, adopted } = plan;
    this.#plan = plan;
    this.#target = target;
    this.#written = record === undefined ? undefined : JSON.stringify(record);
    const known = record ?? { version, dependsOn: [...dependsOn], items: {} };
    this.#record = { ...known, items: { ...known.items, ...adopted } };
  }

  /** Notes that a step is about to be taken. */
  async begin(step: ItemStep): Promise<void> {
    switch (step.action) {
      case 'install':
      case 'update':
      case 'reinstall':
      case 'remove':
        this.#put(step.alias, this.#pendingItem(step, step.action));
        // Whatever was initialised is not what will be there.
        if (step.kind === 'service' && step.action !== 'update' && step.action !== 'remove')
          this.#forgetInit();
        return this.#write();
      default:
        return undefined;
    }
  }

  /** Notes that a step was taken. @param id of what is there now */
  async end(step: ItemStep, id: string): Promise<void> {
    switch (step.action) {
      case 'install':
      case 'update':
      case 'reinstall':
        this.#put(step.alias, this.#endedItem(step, id));
        return this.#write();
      case 'migrate':
        this.#put(step.alias, without(this.#known(step.alias)!, 'migrating'));
        return this.#write();
      case 'remove':
        this.#drop(step.alias);
        return this.#write();
      default:
        return undefined;
    }
  }

  /** Notes how far the initialisation is. */
  async initialised(init: InitRecord): Promise<void> {
    this.#record = { ...this.#record, init };
    await this.#write();
  }

  /** Notes that all steps were taken; writes nothing when nothing is new. */
  async finish(): Promise<void> {
    const { change, version, dependsOn, steps, name, forget } = this.#plan;
    if (change === 'remove') return this.#target.record(name, undefined);
    for (const alias of forget) this.#drop(alias);
    for (const step of steps) {
      if (step.action !== 'keep' || step.kind === 'worker') continue;
      const { kind, id } = step;
      const kept = { ...this.#known(step.alias), kind, id };
      this.#put(step.alias, without(kept, 'pending'));
    }
    this.#record = { ...this.#record, version, dependsOn: [...dependsOn] };
    return this.#write();
  }

  #pendingItem(step: ItemStep, pending: PendingAction): ItemRecord {
    const known = this.#known(step.alias);
    const base = known ?? { kind: step.kind, id: 'id' in step ? step.id : '' };
    const migrates = this.#plan.steps.some(
      (other) => other.action === 'migrate' && other.alias === step.alias,
    );
    return { ...base, pending, ...(migrates ? { migrating: true } : {}) };
  }

  #endedItem(
    step: Extract<ItemStep, { action: 'install' | 'update' | 'reinstall' }>,
    id: string,
  ): ItemRecord {
    const known = this.#known(step.alias);
    const { migrating } = known ?? {};
    const base = { kind: step.kind, id, ...(migrating && step.action === 'update' ? { migrating } : {}) };
    if (step.kind === 'service') return base;
    const { kvCid } = known ?? {};
    // Nothing of it was written: what is known of all of them together stays all that is known.
    if (step.action === 'update' && step.keys.length === 0 && kvCid !== undefined && !known?.kv)
      return { ...base, kvCid };
    const written = step.action === 'install' ? Object.keys(step.spell.kv) : step.keys;
    const digests = written.map((key) => [key, textDigest(step.spell.kv[key]!)]);
    const kv = { ...(step.action === 'install' ? {} : known?.kv), ...Object.fromEntries(digests) };
    return { ...base, kv };
  }

  /** What is noted of an alias, which may be called as anything is. */
  #known(alias: string): ItemRecord | undefined {
    return Object.hasOwn(this.#record.items, alias) ? this.#record.items[alias] : undefined;
  }

  #put(alias: string, item: ItemRecord): void {
    this.#record = { ...this.#record, items: { ...this.#record.items, [alias]: item } };
  }

  #drop(alias: string): void {
    this.#record = { ...this.#record, items: without(this.#record.items, alias) };
  }

  #forgetInit(): void {
    this.#record = without(this.#record, 'init');
  }

  async #write(): Promise<void> {
    const text = JSON.stringify(this.#record);
    if (text === this.#written) return;
    await this.#target.record(this.#plan.name, this.#record);
    this.#written = text;
  }
}

function without<T extends object, K extends keyof T & string>(value: T, key: K): T {
  const { [key]: _, ...rest } = value;
  return rest as T;
}
