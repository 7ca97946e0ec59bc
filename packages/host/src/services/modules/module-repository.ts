import { describeInterface, type MarineModule, type ServiceInterface } from '@noctiluca/marine';
import { type BlobStore, cidOf, isContentCid, type Store, type StoreTable } from '@noctiluca/store';
import { MODULE_MAX_BYTES, SHOWN_PATH_LENGTH } from '../../constants.js';
import { ConvertedError, type HostError } from '../../errors.js';
import type { Quotas } from '../../quotas.js';
import { TaskQueue } from '../../task-queue.js';
import { requireName } from '../registry/names.js';
import type { ModuleRecord } from '../registry/records.js';
import type { BlueprintRepository } from './blueprint-repository.js';
import { CompiledModules } from './compiled-modules.js';
import { type BinaryMap, type EffectorRules, hostImports, mountedBinaries } from './effector-rules.js';
import { requireUnused } from './in-use.js';

export interface ModuleRepositoryComponents {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly blueprints: BlueprintRepository;
  readonly quotas: Quotas;
}

/**
 * Wasm modules of this peer: the bytes as blobs, their configuration in the store (spec/nox.md §4.1). The bytes come
 * before the record and go after it: bytes without a record are nothing, and the next start removes them.
 */
export class ModuleRepository {
  readonly #rules: EffectorRules;
  readonly #store: Store;
  readonly #blobs: BlobStore;
  readonly #table: StoreTable<ModuleRecord>;
  readonly #blueprints: BlueprintRepository;
  readonly #quotas: Quotas;
  readonly #compiled = new CompiledModules();
  readonly #changes = new TaskQueue();
  #takenBytes: number | undefined;

  constructor(rules: EffectorRules, { store, blobs, blueprints, quotas }: ModuleRepositoryComponents) {
    this.#blueprints = blueprints;
    this.#quotas = quotas;
    this.#rules = rules;
    this.#store = store;
    this.#blobs = blobs;
    this.#table = store.table<ModuleRecord>('modules');
  }

  /**
   * Adds a module, or renames the one with the same bytes. Its configuration is made from what it imports.
   * @returns the CID
   * @throws HostError `INVALID` (name), `LIMIT`, `FORBIDDEN` (effector rules, spec/nox.md §4.2); MarineError (not a
   * Marine module)
   */
  async add(name: string, wasm: Uint8Array): Promise<string> {
    requireName('module', name);
    requireSize(name, wasm);
    const cid = cidOf(wasm);
    const compiled = await this.#compiled.get(cid, async () => ({ name, wasm }));
    const imports = hostImports(compiled.wasm);
    const binaries = mountedBinaries(this.#rules, { name, cid, imports });
    const record = {
      name,
      loggerEnabled: imports.logger,
      mountedBinaries: { ...binaries },
      sizeBytes: wasm.length,
    };
    await this.#changes.run(async () => {
      const former = this.#table.get(cid);
      if (former === undefined) this.#requireRoom(name, wasm.length);
      await this.#blobs.put(wasm);
      await this.#store.transaction(() => this.#table.put(cid, record));
      this.#count(wasm.length - (former?.sizeBytes ?? 0));
    });
    return cid;
  }

  /** Removes a module that no blueprint names (ours). @throws HostError `NOT_FOUND`, `IN_USE` with the blueprints */
  remove(cid: string): Promise<void> {
    return this.#changes.run(async () => {
      const module = this.get(cid);
      if (module === undefined) throw notFound(cid);
      await this.#store.transaction(() => {
        const users = this.#blueprints.usersOf(cid);
        requireUnused(
          `module '${cid}'`,
          'blueprints',
          users.map(({ id, blueprint }) => `${id} (${blueprint.name})`),
        );
        this.#table.remove(cid);
      });
      this.#count(-(module.sizeBytes ?? 0));
      await this.#blobs.remove(cid);
    });
  }

  /** Removes bytes that an interrupted `add` or `remove` left. @returns how many modules */
  async sweep(): Promise<number> {
    const orphans = (await this.#blobs.list()).filter((cid) => this.#table.get(cid) === undefined);
    for (const cid of orphans) await this.#blobs.remove(cid);
    return orphans.length;
  }

  get(cid: string): ModuleRecord | undefined {
    return isContentCid(cid) ? this.#table.get(cid) : undefined;
  }

  /** In the order of their CIDs. */
  list(): { cid: string; module: ModuleRecord }[] {
    return [...this.#table.entries()].map(([cid, module]) => ({ cid, module }));
  }

  /**
   * A module ready to run, and its configuration.
   * @throws HostError `NOT_FOUND`, `BROKEN_STATE`; MarineError
   */
  async load(cid: string): Promise<{ module: ModuleRecord; compiled: MarineModule }> {
    const module = this.get(cid);
    if (module === undefined) throw notFound(cid);
    const compiled = await this.#compiled.get(cid, async () => {
      const wasm = await this.#blobs.get(cid);
      if (wasm !== undefined) return { name: module.name, wasm };
      const reason = `The bytes of module '${cid}' (${module.name}) are gone: add it again`;
      throw new ConvertedError('BROKEN_STATE', reason);
    });
    return { module, compiled };
  }

  /**
   * Executables a module may run under the rules in force now, which may be other ones than when it was added.
   * @throws HostError `FORBIDDEN`
   */
  binariesOf(cid: string, { name }: ModuleRecord, compiled: MarineModule): BinaryMap {
    return mountedBinaries(this.#rules, { name, cid, imports: hostImports(compiled.wasm) });
  }

  /** Interface of a module. @throws as `load` */
  async interfaceOf(cid: string): Promise<ServiceInterface> {
    const { compiled } = await this.load(cid);
    return describeInterface(compiled);
  }

  /** Bytes of all modules; only `add` and `remove` change them, one after the other. */
  #taken(): number {
    this.#takenBytes ??= this.list().reduce((sum, { module }) => sum + (module.sizeBytes ?? 0), 0);
    return this.#takenBytes;
  }

  #count(bytes: number): void {
    if (this.#takenBytes !== undefined) this.#takenBytes += bytes;
  }

  #requireRoom(name: string, bytes: number): void {
    const { modules: maxCount, modulesBytes: maxBytes } = this.#quotas.values;
    if (this.#table.count() >= maxCount) {
      const reason = `Cannot add module '${name}': this peer keeps at most ${maxCount}, remove one first`;
      throw this.#quotas.reached('modules', reason);
    }
    const taken = this.#taken();
    if (taken + bytes <= maxBytes) return;
    const reason = `Cannot add module '${name}' of ${bytes} bytes: modules take ${taken} of ${maxBytes} bytes, remove some first`;
    throw this.#quotas.reached('modules_bytes', reason);
  }
}

function notFound(cid: string): HostError {
  const shown = cid.slice(0, SHOWN_PATH_LENGTH);
  return new ConvertedError('NOT_FOUND', `Module '${shown}' wasn't found: add it with dist.add_module first`);
}

function requireSize(name: string, wasm: Uint8Array): void {
  if (wasm.length <= MODULE_MAX_BYTES) return;
  throw new ConvertedError(
    'LIMIT',
    `Module '${name}' has ${wasm.length} bytes, more than the ${MODULE_MAX_BYTES} allowed`,
  );
}
