import type { PackageDistro } from '@noctiluca/deployment';
import { type Assets, packagedAssets } from '../assets.js';
import { type AquaIpfsSettings, aquaIpfsPackage } from './aqua-ipfs.js';
import { type DeciderSettings, deciderPackage } from './decider.js';
import { type RegistrySettings, registryPackage } from './registry.js';
import { type TrustGraphSettings, trustGraphPackage } from './trust-graph.js';

export interface DefaultPackagesSettings {
  readonly aquaIpfs?: AquaIpfsSettings;
  readonly trustGraph?: TrustGraphSettings;
  readonly registry?: RegistrySettings;
  /** @default the peer has no chain, and so no decider */
  readonly decider?: DeciderSettings;
}

/** The packages of a peer, upstream's four (spec/nox.md §6.3). @param assets what they consist of */
export function defaultPackages(
  settings: DefaultPackagesSettings = {},
  assets: Assets = packagedAssets(),
): PackageDistro[] {
  const { aquaIpfs = {}, trustGraph = {}, registry = {}, decider } = settings;
  return [
    aquaIpfsPackage(aquaIpfs, assets),
    trustGraphPackage(trustGraph, assets),
    registryPackage(registry, assets),
    deciderPackage(decider, assets),
  ];
}

/**
 * Executables that the modules of packages run, by the modules' CIDs: what the host must be told, for it refuses to mount
 * any other (spec/nox.md §4.2).
 */
export function effectorsOf(
  packages: readonly PackageDistro[],
): Record<string, Readonly<Record<string, string>>> {
  const services = packages.flatMap((each) => each.services);
  const entries = services.flatMap(({ modules, config }) =>
    modules.flatMap(({ name, cid }) => {
      const binaries = config?.binaries?.[name];
      return binaries === undefined ? [] : [[cid, binaries] as const];
    }),
  );
  return Object.fromEntries(entries);
}
