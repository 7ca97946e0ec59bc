import { describeInterface, type MarineModule, type ServiceInterface } from '@noctiluca/marine';
import { type BlobStore, cidOf, type Store, type StoreTable } from '@noctiluca/store';
import { MODULE_MAX_BYTES } from '../constants.js';
import { HostError } from '../errors.js';
import { CompiledModules } from './compiled-modules.js';
import { type EffectorRules, hostImports, mountedBinaries } from './effector-rules.js';
import { requireName } from './names.js';
import type { ModuleRecord } from './records.js';

export interface ModuleRepositoryComponents {
  readonly store: Store;
  readonly blobs: BlobStore;
}

/** Wasm modules of this peer: the bytes as blobs, their configuration in the store (spec/nox.md §4.1). */
export class ModuleRepository {
  readonly #rules: EffectorRules;
  readonly #store: Store;
  readonly #blobs: BlobStore;
  readonly #table: StoreTable<ModuleRecord>;
  readonly #compiled = new CompiledModules();

  constructor(rules: EffectorRules, { store, blobs }: ModuleRepositoryComponents) {
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
    await this.#blobs.put(wasm);
    const record = { name, loggerEnabled: imports.logger, mountedBinaries: { ...binaries } };
    await this.#store.transaction(() => this.#table.put(cid, record));
    return cid;
  }

  get(cid: string): ModuleRecord | undefined {
    return this.#table.get(cid);
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
    const module = this.#table.get(cid);
    if (module === undefined) {
      throw new HostError('NOT_FOUND', `Module '${cid}' wasn't found: add it with dist.add_module first`);
    }
    const compiled = await this.#compiled.get(cid, async () => {
      const wasm = await this.#blobs.get(cid);
      if (wasm !== undefined) return { name: module.name, wasm };
      const reason = `The bytes of module '${cid}' (${module.name}) are gone: add it again`;
      throw new HostError('BROKEN_STATE', reason);
    });
    return { module, compiled };
  }

  /** Interface of a module. @throws as `load` */
  async interfaceOf(cid: string): Promise<ServiceInterface> {
    const { compiled } = await this.load(cid);
    return describeInterface(compiled);
  }
}

function requireSize(name: string, wasm: Uint8Array): void {
  if (wasm.length <= MODULE_MAX_BYTES) return;
  throw new HostError(
    'LIMIT',
    `Module '${name}' has ${wasm.length} bytes, more than the ${MODULE_MAX_BYTES} allowed`,
  );
}
