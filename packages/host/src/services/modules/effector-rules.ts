import { ConvertedError } from '../../errors.js';

/** Import name to path of an executable. */
export type BinaryMap = Readonly<Record<string, string>>;

/** Which modules may run which executables (spec/nox.md §4.2). */
export interface EffectorRules {
  /** Module CID to the executables it may run. @default {} */
  readonly effectors?: Readonly<Record<string, BinaryMap>>;
  /** Executables every module may run in dev mode; undefined: dev mode is off. @default undefined */
  readonly devModeBinaries?: BinaryMap;
}

/** What a wasm module asks of the host, found among its imports. */
export interface HostImports {
  readonly logger: boolean;
  /** Imports that stand for executables. */
  readonly binaries: readonly string[];
}

const HOST_NAMESPACE = 'host';
const HOST_API_PREFIX = '__marine_host_api_v';

/** Imports of a module from the host's namespaces (spec/nox.md §4.1). */
export function hostImports(module: WebAssembly.Module): HostImports {
  const names = WebAssembly.Module.imports(module)
    .filter(({ module: from }) => from === HOST_NAMESPACE || from.startsWith(HOST_API_PREFIX))
    .map(({ name }) => name);
  return {
    logger: names.includes('log_utf8_string'),
    binaries: names.filter((name) => name !== 'log_utf8_string' && name !== 'get_call_parameters'),
  };
}

/**
 * Executables to mount for a module: of the configured map those it imports (spec/nox.md §9.2 no. 26), or none when it
 * imports none.
 * @throws HostError `FORBIDDEN`
 */
export function mountedBinaries(
  rules: EffectorRules,
  module: { name: string; cid: string; imports: HostImports },
): BinaryMap {
  const { name, cid, imports } = module;
  if (imports.binaries.length === 0) return {};
  const configured = Object.hasOwn(rules.effectors ?? {}, cid)
    ? rules.effectors?.[cid]
    : rules.devModeBinaries;
  if (configured === undefined) {
    throw new ConvertedError(
      'FORBIDDEN',
      `Config error: requested module effector ${name} with CID ${cid} is forbidden on this host`,
    );
  }
  const mounted = imports.binaries.map((binary) => {
    const path = Object.hasOwn(configured, binary) ? configured[binary] : undefined;
    if (path !== undefined) return [binary, path];
    throw new ConvertedError(
      'FORBIDDEN',
      `Module ${name} with CID ${cid} requested a binary \`${binary}\` which isn't in the configured list of binaries`,
    );
  });
  return Object.fromEntries(mounted);
}
