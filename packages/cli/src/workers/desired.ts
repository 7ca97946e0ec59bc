import { cidOf } from '@noctiluca/store/cid';
import { readDesiredService } from '../deploy/desired.js';
import { CliError } from '../errors.js';
import { splitMemory } from '../project/memory.js';
import type { FluenceProject, HostEntry } from '../project/project.js';
import { readSpell, type SpellClock } from '../project/spell-yaml.js';
import { compileSpell, type SpellCompilerInit } from '../spells/compile-spell.js';
import { sortedJson } from './sorted-json.js';

/** What one entry of `hosts:` wants on each of its hosts. */
export interface DesiredWorker {
  /** Name of the entry. */
  readonly name: string;
  readonly services: readonly WorkerService[];
  readonly spells: readonly WorkerSpell[];
}

export interface WorkerService {
  /** Name in fluence.yaml, and the service's alias. */
  readonly name: string;
  readonly blueprintId: string;
  /** In link order, the facade last; `wasm` is the file. */
  readonly modules: readonly { readonly name: string; readonly wasm: string; readonly cid: string }[];
  /** Bytes. */
  readonly memoryLimit: number;
}

export interface WorkerSpell {
  /** Name in fluence.yaml, and the spell's alias. */
  readonly name: string;
  /** AIR. */
  readonly script: string;
  readonly scriptCid: string;
  /** As written. */
  readonly clock: SpellClock;
  readonly initArgs: Readonly<Record<string, unknown>>;
  readonly initArgsCid: string;
}

/** Names that the worker spell or the peer uses itself. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['worker-spell', 'spell', 'self'],
  ...['ipfs', 'deal_id', 'h_worker_def_cid', 'h_change', 'h_clocks', 'applied_change'],
]);
/** Longer texts are files of several blocks on IPFS, and the worker spell would take them for changed at every run. */
const MAX_SCRIPT_BYTES = 262_144;

/**
 * Reads and compiles what entries of `hosts:` want; what several of them want is read once.
 * @param names entries of `hosts:`
 * @throws CliError `PROJECT_INVALID`, `SERVICE_UNKNOWN`, `SPELL_UNKNOWN`, `MODULE_UNREADABLE`, `AQUA_FAILED`
 */
export async function desiredWorkers(
  project: FluenceProject,
  names: readonly string[],
  compiler: SpellCompilerInit,
): Promise<DesiredWorker[]> {
  const entries = names.map((name) => [name, checkedEntry(project, name)] as const);
  const services = once((alias) => readDesiredService(project, alias));
  const spells = once((name) => desiredSpell(project, name, compiler));
  return Promise.all(
    entries.map(async ([name, entry]) => {
      const read = await Promise.all(entry.services.map(services));
      const memory = splitMemory(
        name,
        read.map(({ service, totalMemoryLimit }) => ({
          name: service.alias,
          modules: service.modules.length,
          totalMemoryLimit,
        })),
      );
      return {
        name,
        services: read.map(({ service, files }) => ({
          name: service.alias,
          blueprintId: service.blueprintId,
          modules: service.modules.map(({ name, hash }, i) => ({
            name,
            wasm: files[i]!.wasmFile,
            cid: hash,
          })),
          memoryLimit: memory.get(service.alias)!,
        })),
        spells: await Promise.all(entry.spells.map(spells)),
      };
    }),
  );
}

function checkedEntry(project: FluenceProject, name: string): HostEntry {
  const entry = project.hosts[name]!;
  const all = [...entry.services, ...entry.spells];
  if (all.length === 0) {
    throw wrong(
      project,
      name,
      'has neither services nor spells; to take the worker away: fluence workers remove',
    );
  }
  const twice = all.find((each, index) => all.indexOf(each) !== index);
  if (twice !== undefined) {
    throw wrong(project, name, `names "${twice}" twice; services and spells of a worker share their names`);
  }
  const reserved = all.find((each) => RESERVED.has(each));
  if (reserved !== undefined) throw wrong(project, name, `names "${reserved}", which is reserved; rename it`);
  return entry;
}

async function desiredSpell(
  project: FluenceProject,
  name: string,
  compiler: SpellCompilerInit,
): Promise<WorkerSpell> {
  const entry = Object.hasOwn(project.spells, name) ? project.spells[name] : undefined;
  if (entry === undefined) {
    throw new CliError(
      'SPELL_UNKNOWN',
      `${project.file} deploys the spell "${name}" but does not define it under "spells"`,
    );
  }
  const source = await readSpell(name, entry);
  const { script } = await compileSpell(source, compiler);
  const bytes = Buffer.from(script);
  if (bytes.length > MAX_SCRIPT_BYTES) {
    throw new CliError(
      'PROJECT_INVALID',
      `The script of spell "${name}" is ${bytes.length} bytes, more than the ${MAX_SCRIPT_BYTES} that the worker spell keeps in place; split it, or move work into a service`,
    );
  }
  return {
    name,
    script,
    scriptCid: cidOf(bytes),
    clock: source.clock,
    initArgs: source.initArgs,
    initArgsCid: cidOf(Buffer.from(sortedJson(source.initArgs))),
  };
}

function wrong(project: FluenceProject, name: string, what: string): CliError {
  return new CliError('PROJECT_INVALID', `${project.file}: hosts.${name} ${what}`);
}

/** One call for each argument, however often it is asked for. */
function once<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const value = known.get(key) ?? read(key);
    known.set(key, value);
    return value;
  };
}
