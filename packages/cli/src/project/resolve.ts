import { dirname, resolve } from 'node:path';
import type {
  AquaInput,
  CompileAquaConfig,
  DeploymentEntry,
  FluenceProject,
  HostEntry,
  ServiceEntry,
  SpellEntry,
  WrittenTerms,
} from './project.js';
import type { RawFluenceYaml } from './raw-schema.js';

/** Workers of a deployment that doesn't say (spec/fluence-cli.md §2.2). */
const DEFAULT_TARGET_WORKERS = 3;
/** Price of a worker and an epoch, and version of the protocol, likewise (spec/deals.md §2). */
const DEFAULT_PRICE = '0.33';
const DEFAULT_PROTOCOL = 1;

/** The project that a file of any version describes. Nothing is written back. */
export function resolveProject(raw: RawFluenceYaml, file: string): FluenceProject {
  const rootDir = dirname(file);
  const at = (path: string) => resolve(rootDir, path);
  const compileAqua = resolveCompileAqua(raw, at);
  return {
    file,
    rootDir,
    version: raw.version,
    aquaDependencies: raw.aquaDependencies ?? raw.dependencies?.npm ?? {},
    aquaImports: (raw.aquaImports ?? []).map(at),
    compileAqua,
    aquaInputs: resolveAquaInputs(raw, compileAqua, at),
    services: mapValues(raw.services, (entry) => resolveService(entry, at)),
    spells: mapValues(raw.spells, (entry) => resolveSpell(entry, at)),
    deployments: resolveDeployments(raw),
    hosts: resolveHosts(raw),
    relays: raw.customFluenceEnv?.relays ?? (Array.isArray(raw.relays) ? raw.relays : []),
    relaysPaths: [raw.relaysPath ?? []].flat().map(at),
    ...defined('contractsEnv', raw.customFluenceEnv?.contractsEnv ?? raw.contractsEnv),
    ...defined('defaultSecretKeyName', raw.defaultSecretKeyName ?? raw.keyPairName),
    ...defined('marineBuildArgs', raw.marineBuildArgs),
    ...defined('ipfsAddr', raw.ipfsAddr),
    ...defined('cliVersion', raw.cliVersion),
  };
}

type At = (path: string) => string;

/** Each once: entries often differ only in what they write and where. */
function resolveAquaInputs(
  raw: RawFluenceYaml,
  compileAqua: Readonly<Record<string, CompileAquaConfig>>,
  at: At,
): AquaInput[] {
  const plain = { constants: {}, noRelay: false, noXor: false, tracing: false };
  const old = raw.aquaInputPath ? [{ ...plain, input: at(raw.aquaInputPath) }] : [];
  const all = [...Object.values(compileAqua), ...old].map(
    ({ input, constants, noRelay, noXor, tracing }) => ({ input, constants, noRelay, noXor, tracing }),
  );
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

function resolveCompileAqua(raw: RawFluenceYaml, at: At): Record<string, CompileAquaConfig> {
  const defaults = { constants: {}, logLevel: 'info', noRelay: false, noXor: false, tracing: false } as const;
  const written = mapValues(raw.compileAqua, (entry) => ({
    ...defaults,
    noEmptyResponse: entry.noEmptyResponse ?? false,
    input: at(entry.input),
    output: at(entry.output),
    target: entry.target,
    constants: entry.constants ?? {},
    logLevel: entry.logLevel ?? defaults.logLevel,
    noRelay: entry.noRelay ?? defaults.noRelay,
    noXor: entry.noXor ?? defaults.noXor,
    tracing: entry.tracing ?? defaults.tracing,
    ...defined('runtime', entry.runtime),
  }));
  // until v6 there was one input and an output folder per target
  const { aquaInputPath: input } = raw;
  if (input === undefined) return written;
  const old = { ...defaults, input: at(input), noEmptyResponse: false };
  return {
    ...(raw.aquaOutputTSPath && { ts: { ...old, output: at(raw.aquaOutputTSPath), target: 'ts' } }),
    ...(raw.aquaOutputJSPath && { js: { ...old, output: at(raw.aquaOutputJSPath), target: 'js' } }),
    ...written,
  };
}

function resolveService(entry: NonNullable<RawFluenceYaml['services']>[string], at: At): ServiceEntry {
  return {
    get: pathOrUrl(entry.get, at),
    overrideModules: entry.overrideModules ?? {},
    ...defined('totalMemoryLimit', entry.totalMemoryLimit),
  };
}

function resolveSpell(entry: NonNullable<RawFluenceYaml['spells']>[string], at: At): SpellEntry {
  return {
    get: pathOrUrl(entry.get, at),
    ...defined('aquaFilePath', entry.aquaFilePath && at(entry.aquaFilePath)),
    ...defined('function', entry.function),
    ...defined('initArgs', entry.initArgs),
    ...defined('clock', entry.clock === null ? {} : entry.clock),
  };
}

/** v8 renamed `deals`; until v4 what runs stood in `workers`, under the same name. */
function resolveDeployments(raw: RawFluenceYaml): Record<string, DeploymentEntry> {
  return mapValues({ ...raw.deals, ...raw.deployments }, (entry, name) => {
    const targetWorkers = entry.targetWorkers ?? DEFAULT_TARGET_WORKERS;
    return {
      ...contents(raw, name, entry),
      targetWorkers,
      isTargetDefault: entry.targetWorkers === undefined && entry.minWorkers === undefined,
      minWorkers: entry.minWorkers ?? targetWorkers,
      maxWorkersPerProvider: entry.maxWorkersPerProvider ?? targetWorkers,
      terms: resolveTerms(entry),
    };
  });
}

/** v9 called the price that of a compute unit, of which a worker has one. */
function resolveTerms(entry: NonNullable<RawFluenceYaml['deployments']>[string]): WrittenTerms {
  return {
    pricePerWorkerEpoch: String(entry.pricePerWorkerEpoch ?? entry.pricePerCuPerEpoch ?? DEFAULT_PRICE),
    effectors: entry.effectors ?? [],
    protocolVersion: entry.protocolVersion ?? DEFAULT_PROTOCOL,
    ...defined(
      'initialBalance',
      entry.initialBalance === undefined ? undefined : String(entry.initialBalance),
    ),
    ...defined('whitelist', entry.whitelist),
    ...defined('blacklist', entry.blacklist),
  };
}

function resolveHosts(raw: RawFluenceYaml): Record<string, HostEntry> {
  return mapValues(raw.hosts, (entry, name) => ({
    peerIds: entry.peerIds,
    ...contents(raw, name, entry),
  }));
}

/** What a worker runs. */
type Contents = Pick<HostEntry, 'services' | 'spells'>;

function contents(
  { workers }: RawFluenceYaml,
  name: string,
  entry: { readonly [Key in keyof Contents]?: Contents[Key] | undefined },
): Contents {
  const old = workers !== undefined && Object.hasOwn(workers, name) ? workers[name] : undefined;
  return { services: entry.services ?? old?.services ?? [], spells: entry.spells ?? old?.spells ?? [] };
}

function pathOrUrl(get: string, at: At): string {
  return /^https?:\/\//.test(get) ? get : at(get);
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>> | undefined,
  map: (value: In, key: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, map(value, key)]));
}

/** `{[key]: value}`, or nothing when there is no value: an absent key and `undefined` are different types. */
function defined<Key extends string, T>(key: Key, value: T | undefined): { [K in Key]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: T });
}
