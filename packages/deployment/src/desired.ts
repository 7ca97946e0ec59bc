import { blueprintId } from '@noctiluca/host/blueprint';
import { printJson } from '@noctiluca/marine/json';
import type { TriggerConfig } from '@noctiluca/spells';
import { digestOf, textDigest } from './digest.js';
import type {
  InitDistro,
  MigrationCall,
  ModuleDistro,
  PackageDistro,
  ServiceDistro,
  SpellDistro,
} from './distro.js';
import { DeploymentError } from './errors.js';
import { requireNoCycle } from './order.js';

/** A service as a peer should have it. */
export interface DesiredService {
  readonly alias: string;
  readonly blueprintId: string;
  /** In link order, the facade last. */
  readonly modules: readonly ModuleDistro[];
  readonly binaries: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly onUpdate: 'keep' | 'reset' | MigrationCall;
}

/** A spell as a peer should have it. */
export interface DesiredSpell {
  readonly alias: string;
  readonly script: string;
  readonly scriptDigest: string;
  readonly triggerConfig: TriggerConfig;
  /** JSON text of each initial value. */
  readonly kv: Readonly<Record<string, string>>;
  /** Whether it keeps the journal: made before all else, it knows what a crash cut off. @default false */
  readonly keepsJournal?: boolean;
}

export interface DesiredInit extends Omit<InitDistro, 'config' | 'fixed'> {
  /** Digests of `config` and `fixed`. */
  readonly digest: string;
  readonly fixed: string;
}

export interface DesiredPackage {
  readonly name: string;
  readonly version: string;
  /** Only packages that are wanted too. */
  readonly dependsOn: readonly string[];
  readonly services: readonly DesiredService[];
  readonly spells: readonly DesiredSpell[];
  readonly init?: DesiredInit;
}

/** What a peer should have. */
export interface Desired {
  readonly packages: readonly DesiredPackage[];
  /** Wanted, and unable to run here; what a peer has of them is left alone. */
  readonly unavailable: readonly UnavailablePackage[];
  /** Whether what is no longer wanted is removed. */
  readonly prune: boolean;
  /** Sentences about what is odd. */
  readonly warnings: readonly string[];
}

export interface UnavailablePackage {
  readonly name: string;
  readonly version: string;
  readonly reason: string;
  /** Whether it was asked for by name. */
  readonly isNamed: boolean;
}

export interface DesiredOptions {
  /** Names of the packages wanted. @default all that can run */
  readonly enable?: readonly string[];
  /** @default true */
  readonly prune?: boolean;
}

/**
 * What is wanted, ready to be compared: ids computed, names checked. Pure, and cheap enough for each start: no module is
 * read.
 * @throws DeploymentError `UNKNOWN_PACKAGE`, `DUPLICATE_NAME`, `DEPENDENCY_CYCLE`
 */
export function desiredState(distros: readonly PackageDistro[], options: DesiredOptions = {}): Desired {
  const { enable, prune = true } = options;
  const byName = new Map(distros.map((distro) => [distro.name, distro]));
  requireKnown(byName, enable ?? [], 'is enabled');
  for (const { name, dependsOn = [] } of distros)
    requireKnown(byName, dependsOn, `is what '${name}' depends on`);
  requireDistinct(
    'package',
    distros.map(({ name }) => name),
  );
  requireNoCycle(distros);

  const wanted = distros.filter(({ name }) => enable === undefined || enable.includes(name));
  const able = wanted.filter(({ unavailable }) => unavailable === undefined);
  requireDistinct('service or spell', able.flatMap(aliasesOf));
  const names = new Set(able.map(({ name }) => name));
  return {
    packages: able.map((distro) => desiredPackage(distro, names)),
    unavailable: wanted.flatMap(({ name, version, unavailable: reason }) =>
      reason === undefined ? [] : [{ name, version, reason, isNamed: enable !== undefined }],
    ),
    prune,
    warnings: able.flatMap(({ name, dependsOn = [] }) =>
      dependsOn
        .filter((dependency) => !names.has(dependency))
        .map((dependency) => `'${name}' depends on '${dependency}', which is not enabled or cannot run`),
    ),
  };
}

/** Every alias that is wanted. */
export function desiredAliases({ packages }: Pick<Desired, 'packages'>): string[] {
  return packages.flatMap(({ services, spells }) => [...services, ...spells].map(({ alias }) => alias));
}

function desiredPackage(distro: PackageDistro, names: ReadonlySet<string>): DesiredPackage {
  const { name, version, dependsOn = [], services, spells, init } = distro;
  return {
    name,
    version,
    dependsOn: dependsOn.filter((dependency) => names.has(dependency)),
    services: services.map(desiredService),
    spells: spells.map(desiredSpell),
    ...(init === undefined ? {} : { init: desiredInit(init) }),
  };
}

function desiredService({ name, modules, config = {} }: ServiceDistro): DesiredService {
  const dependencies = modules.map(({ cid }) => cid);
  const { binaries = {}, onUpdate = 'keep' } = config;
  return { alias: name, blueprintId: blueprintId({ name, dependencies }), modules, binaries, onUpdate };
}

function desiredSpell({ name, air, kv, triggerConfig }: SpellDistro): DesiredSpell {
  const texts = Object.entries(kv).map(([key, value]) => [key, printJson(value)]);
  return {
    alias: name,
    script: air,
    scriptDigest: textDigest(air),
    triggerConfig,
    kv: Object.fromEntries(texts),
  };
}

function desiredInit({ config, fixed = null, ...init }: InitDistro): DesiredInit {
  return { ...init, digest: digestOf(config), fixed: digestOf(fixed) };
}

function aliasesOf({ services, spells }: PackageDistro): string[] {
  return [...services, ...spells].map(({ name }) => name);
}

function requireKnown(known: ReadonlyMap<string, unknown>, names: readonly string[], role: string): void {
  const unknown = names.find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new DeploymentError(
    'UNKNOWN_PACKAGE',
    `Package '${unknown}' ${role}, but nobody describes it; there are ${[...known.keys()].join(', ')}`,
    { package: unknown },
  );
}

function requireDistinct(what: string, names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return;
  throw new DeploymentError('DUPLICATE_NAME', `Two packages bring a ${what} '${twice}'`);
}
