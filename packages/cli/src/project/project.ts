/** `fluence.yaml` as the rest of the program sees it: one shape for every version, paths absolute, defaults in place. */
export interface FluenceProject {
  /** The project file, absolute. */
  readonly file: string;
  /** Folder of the project file: what its paths are relative to. */
  readonly rootDir: string;
  /** Version as written. */
  readonly version: number;
  /** npm package to version or `file:` path. */
  readonly aquaDependencies: Readonly<Record<string, string>>;
  /** Folders in which imports are looked up, absolute. */
  readonly aquaImports: readonly string[];
  readonly compileAqua: Readonly<Record<string, CompileAquaConfig>>;
  /** Where `run` looks functions up, and how it compiles them: entries of `compileAqua`, or the one input of old files. */
  readonly aquaInputs: readonly AquaInput[];
  readonly services: Readonly<Record<string, ServiceEntry>>;
  readonly spells: Readonly<Record<string, SpellEntry>>;
  readonly deployments: Readonly<Record<string, DeploymentEntry>>;
  readonly hosts: Readonly<Record<string, HostEntry>>;
  /** Multiaddresses of the project's own network, if it names one. */
  readonly relays: readonly string[];
  /** Whose contracts the project's own network has: `local`, or a network that is gone. */
  readonly contractsEnv?: string;
  /** Folders that get a `relays.json`, absolute. */
  readonly relaysPaths: readonly string[];
  readonly defaultSecretKeyName?: string;
  /** Flags for `cargo build`, as `--marine-build-args`. */
  readonly marineBuildArgs?: string;
  readonly ipfsAddr?: string;
  readonly cliVersion?: string;
}

export interface CompileAquaConfig {
  /** File or folder, absolute. */
  readonly input: string;
  /** Folder, absolute. */
  readonly output: string;
  readonly target: 'ts' | 'js' | 'air';
  readonly constants: Readonly<Record<string, string | number | boolean>>;
  /** @default 'info' */
  readonly logLevel: LogLevel;
  /** @default false */
  readonly noRelay: boolean;
  /** @default false */
  readonly noXor: boolean;
  /** @default false */
  readonly tracing: boolean;
  /** @default false */
  readonly noEmptyResponse: boolean;
  /** Package that the bindings import; ours to ask. @default @fluencelabs/js-client */
  readonly runtime?: string;
}

/** What an entry of `compileAqua` says of compiling, whatever it is compiled to. */
export type AquaInput = Pick<CompileAquaConfig, 'input' | 'constants' | 'noRelay' | 'noXor' | 'tracing'>;

export type LogLevel = 'all' | 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'off';

export interface ServiceEntry {
  /** Folder with `service.yaml` or that file itself, absolute; or a URL. */
  readonly get: string;
  /** As written, e.g. `256 MiB`. */
  readonly totalMemoryLimit?: string;
  readonly overrideModules: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface SpellEntry {
  /** Folder with `spell.yaml` or that file itself, absolute; or a URL. */
  readonly get: string;
  /** Absolute. */
  readonly aquaFilePath?: string;
  readonly function?: string;
  readonly initArgs?: Readonly<Record<string, unknown>>;
  readonly clock?: Readonly<Record<string, unknown>>;
}

export interface DeploymentEntry {
  readonly services: readonly string[];
  readonly spells: readonly string[];
  /** @default 3 */
  readonly targetWorkers: number;
  /** Whether the file does not say how many: fewer will do then. */
  readonly isTargetDefault: boolean;
  /** Fewer workers, and the deployment does not run. @default targetWorkers */
  readonly minWorkers: number;
  /** @default targetWorkers */
  readonly maxWorkersPerProvider: number;
  readonly terms: WrittenTerms;
}

/** What else a deal is made with; nothing of it counts without a chain. */
export interface WrittenTerms {
  /** Decimal, in the token. @default 0.33 */
  readonly pricePerWorkerEpoch: string;
  /** Decimal, in the token. @default a day of all workers */
  readonly initialBalance?: string;
  /** CIDs. */
  readonly effectors: readonly string[];
  /** Addresses of providers. */
  readonly whitelist?: readonly string[];
  readonly blacklist?: readonly string[];
  /** @default 1 */
  readonly protocolVersion: number;
}

export interface HostEntry {
  /** Peer ids or aliases such as `local-0`. */
  readonly peerIds: readonly string[];
  readonly services: readonly string[];
  readonly spells: readonly string[];
}
