import { compileModule, describeInterface, type ServiceInterface } from '@noctiluca/marine';
import { type BlobStore, cidOf, type Store, type StoreTable } from '@noctiluca/store';
import { MODULE_MAX_BYTES } from '../constants.js';
import { HostError } from '../errors.js';
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
  readonly #interfaces = new Map<string, ServiceInterface>();

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
    const compiled = await compileModule(wasm, name);
    const imports = hostImports(compiled.wasm);
    const cid = cidOf(wasm);
    const binaries = mountedBinaries(this.#rules, { name, cid, imports });
    await this.#blobs.put(wasm);
    const record = { name, loggerEnabled: imports.logger, mountedBinaries: { ...binaries } };
    await this.#store.transaction(() => this.#table.put(cid, record));
    this.#interfaces.set(cid, describeInterface(compiled));
    return cid;
  }

  get(cid: string): ModuleRecord | undefined {
    return this.#table.get(cid);
  }

  /** In the order of their CIDs. */
  list(): { cid: string; module: ModuleRecord }[] {
    return [...this.#table.entries()].map(([cid, module]) => ({ cid, module }));
  }

  /** @throws HostError `NOT_FOUND`, `BROKEN_STATE` */
  async load(cid: string): Promise<{ module: ModuleRecord; wasm: Uint8Array }> {
    const module = this.#table.get(cid);
    if (module === undefined) {
      throw new HostError('NOT_FOUND', `Module '${cid}' wasn't found: add it with dist.add_module first`);
    }
    const wasm = await this.#blobs.get(cid);
    if (wasm !== undefined) return { module, wasm };
    throw new HostError(
      'BROKEN_STATE',
      `The bytes of module '${cid}' (${module.name}) are gone: add it again`,
    );
  }

  /** Interface of a module. @throws HostError as `load`; MarineError for a module without interface types */
  async interfaceOf(cid: string): Promise<ServiceInterface> {
    const known = this.#interfaces.get(cid);
    if (known !== undefined) return known;
    const { module, wasm } = await this.load(cid);
    const found = describeInterface(await compileModule(wasm, module.name));
    this.#interfaces.set(cid, found);
    return found;
  }
}

function requireSize(name: string, wasm: Uint8Array): void {
  if (wasm.length <= MODULE_MAX_BYTES) return;
  throw new HostError(
    'LIMIT',
    `Module '${name}' has ${wasm.length} bytes, more than the ${MODULE_MAX_BYTES} allowed`,
  );
}
