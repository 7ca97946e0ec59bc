import { canonicalJson, MAX_SCRIPT_BYTES, objectJson } from '@noctiluca/deployment';
import { cidOf } from '@noctiluca/store/cid';
import { CliError } from '../errors.js';
import { splitMemory } from '../project/memory.js';
import { RESERVED_NAMES } from '../project/name-rules.js';
import type { FluenceProject } from '../project/project.js';
import { readSpell, type SpellClock } from '../project/spell-yaml.js';
import { compileSpell, type SpellCompilerInit } from '../spells/compile-spell.js';
import type { WorkerEntry } from './entries.js';
import { readProjectService, type ServiceDescription, type WantedModule } from './read-service.js';

/** What one entry of fluence.yaml wants on each of its hosts. */
export interface WantedWorker {
  /** Name of the entry. */
  readonly name: string;
  readonly services: readonly WantedService[];
  readonly spells: readonly WantedSpell[];
}

export interface WantedService {
  /** Name in fluence.yaml, and the service's alias. */
  readonly name: string;
  readonly blueprintId: string;
  /** In link order, the facade last. */
  readonly modules: readonly WantedModule[];
  /** Bytes. */
  readonly memoryLimit: number;
}

export interface WantedSpell {
  /** Name in fluence.yaml, and the spell's alias. */
  readonly name: string;
  /** AIR. */
  readonly script: string;
  readonly scriptCid: string;
  /** As written. */
  readonly clock: SpellClock;
  readonly initArgs: Readonly<Record<string, unknown>>;
  /** Canonical JSON text of each. */
  readonly kv: Readonly<Record<string, string>>;
  /** CID of all of them as one JSON text. */
  readonly initArgsCid: string;
}

/**
 * Reads and compiles what entries want; what several of them want is read once.
 * @throws CliError `PROJECT_INVALID`, `SERVICE_UNKNOWN`, `SPELL_UNKNOWN`, `MODULE_UNREADABLE`, `AQUA_FAILED`
 */
export async function wantedWorkers(
  project: FluenceProject,
  entries: readonly WorkerEntry[],
  compiler: SpellCompilerInit,
): Promise<WantedWorker[]> {
  for (const entry of entries) checkEntry(project, entry);
  const services = once((name) => readProjectService(project, name));
  const spells = once((name) => wantedSpell(project, name, compiler));
  return Promise.all(
    entries.map(async ({ name, services: serviceNames, spells: spellNames }) => ({
      name,
      services: withMemory(name, await Promise.all(serviceNames.map(services))),
      spells: await Promise.all(spellNames.map(spells)),
    })),
  );
}

function withMemory(worker: string, services: readonly ServiceDescription[]): WantedService[] {
  const memory = splitMemory(
    worker,
    services.map(({ name, modules, totalMemoryLimit }) => ({
      name,
      modules: modules.length,
      totalMemoryLimit,
    })),
  );
  return services.map(({ name, blueprintId, modules }) => ({
    ...{ name, blueprintId, modules },
    memoryLimit: memory.get(name)!,
  }));
}

function checkEntry(project: FluenceProject, entry: WorkerEntry): void {
  const all = [...entry.services, ...entry.spells];
  if (all.length === 0) {
    throw wrong(
      project,
      entry,
      'has neither services nor spells; to take its workers away, drop the entry and run "fluence deploy --prune"',
    );
  }
  const twice = all.find((each, index) => all.indexOf(each) !== index);
  if (twice !== undefined) {
    throw wrong(project, entry, `names "${twice}" twice; services and spells of a worker share their names`);
  }
  const reserved = all.find((each) => RESERVED_NAMES.has(each));
  if (reserved !== undefined)
    throw wrong(project, entry, `names "${reserved}", which is reserved; rename it`);
}

async function wantedSpell(
  project: FluenceProject,
  name: string,
  compiler: SpellCompilerInit,
): Promise<WantedSpell> {
  const entry = Object.hasOwn(project.spells, name) ? project.spells[name] : undefined;
  if (entry === undefined) {
    throw new CliError(
      'SPELL_UNKNOWN',
      `${project.file} deploys the spell "${name}" but does not define it under "spells"`,
    );
  }
  const source = await readSpell(name, entry, project.rootDir);
  const { script } = await compileSpell(source, compiler);
  const bytes = Buffer.from(script);
  if (bytes.length > MAX_SCRIPT_BYTES) {
    throw new CliError(
      'PROJECT_INVALID',
      `The script of spell "${name}" is ${bytes.length} bytes, more than the ${MAX_SCRIPT_BYTES} that the worker spell keeps in place; split it, or move work into a service`,
    );
  }
  const { clock, initArgs } = source;
  const kv = valueTexts(initArgs);
  const initArgsCid = cidOf(Buffer.from(objectJson(kv)));
  return { name, script, scriptCid: cidOf(bytes), clock, initArgs, kv, initArgsCid };
}

/** Canonical JSON text of each value. YAML has no values that JSON lacks, but for what no JSON text can hold. */
export function valueTexts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const plain = JSON.parse(JSON.stringify(values)) as Parameters<typeof canonicalJson>[0];
  return Object.fromEntries(Object.entries(plain ?? {}).map(([key, value]) => [key, canonicalJson(value)]));
}

function wrong(project: FluenceProject, { section, name }: WorkerEntry, what: string): CliError {
  return new CliError('PROJECT_INVALID', `${project.file}: ${section}.${name} ${what}`);
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
