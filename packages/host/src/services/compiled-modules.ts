import { compileModule, type MarineModule } from '@noctiluca/marine';

/**
 * Compiled modules by CID, shared by the services that run them: compiled once however many there are, and dropped with
 * the last of them.
 */
export class CompiledModules {
  readonly #compiled = new Map<string, WeakRef<MarineModule>>();
  readonly #compiling = new Map<string, Promise<MarineModule>>();
  readonly #dropped = new FinalizationRegistry<string>((cid) => {
    if (this.#compiled.get(cid)?.deref() === undefined) this.#compiled.delete(cid);
  });

  /**
   * @param load gives name and bytes when the module has to be compiled
   * @throws MarineError not a Marine module; what `load` throws
   */
  get(cid: string, load: () => Promise<{ name: string; wasm: Uint8Array }>): Promise<MarineModule> {
    const known = this.#compiled.get(cid)?.deref();
    if (known !== undefined) return Promise.resolve(known);
    const running = this.#compiling.get(cid) ?? this.#compile(cid, load);
    this.#compiling.set(cid, running);
    return running;
  }

  async #compile(
    cid: string,
    load: () => Promise<{ name: string; wasm: Uint8Array }>,
  ): Promise<MarineModule> {
    try {
      const { name, wasm } = await load();
      const module = await compileModule(wasm, name, { metered: true });
      this.#compiled.set(cid, new WeakRef(module));
      this.#dropped.register(module, cid);
      return module;
    } finally {
      this.#compiling.delete(cid);
    }
  }
}
