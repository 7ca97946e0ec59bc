import { compileModule, type MarineModule } from '@noctiluca/marine';

interface ModuleSource {
  readonly name: string;
  readonly wasm: Uint8Array;
}

type Load = () => Promise<ModuleSource>;

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
  readonly #make: (cid: string, load: Load) => Promise<MarineModule>;

  /** @param make compiles a module, by default once for all peers of this process */
  constructor(make: (cid: string, load: Load) => Promise<MarineModule> = makeOnce) {
    this.#make = make;
  }

  /**
   * @param load gives name and bytes when the module has to be compiled
   * @throws MarineError not a Marine module; what `load` throws
   */
  get(cid: string, load: Load): Promise<MarineModule> {
    const known = this.#compiled.get(cid)?.deref();
    if (known !== undefined) return Promise.resolve(known);
    const running = this.#compiling.get(cid) ?? this.#compile(cid, load);
    this.#compiling.set(cid, running);
    return running;
  }

  async #compile(cid: string, load: Load): Promise<MarineModule> {
    try {
      const module = await this.#make(cid, load);
      this.#compiled.set(cid, new WeakRef(module));
      this.#dropped.register(module, cid);
      return module;
    } finally {
      this.#compiling.delete(cid);
    }
  }
}

const ofProcess = new CompiledModules(async (_, load) => {
  const { name, wasm } = await load();
  return compileModule(wasm, name, { metered: true });
});

/** Each peer reads its own bytes, so that one whose bytes are gone says so; what they compile to is the same for all. */
async function makeOnce(cid: string, load: Load): Promise<MarineModule> {
  const source = await load();
  return ofProcess.get(cid, async () => source);
}
