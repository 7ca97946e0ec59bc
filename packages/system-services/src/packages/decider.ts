import type { PackageDistro } from '@noctiluca/deployment';

/**
 * The spell that makes workers of the deals of a chain (spec/services.md §5). There is no chain here, so it is never
 * enabled by default, and naming it fails with this reason instead of ending the process (spec/nox.md §9.2 no. 44).
 */
export function deciderPackage(): PackageDistro {
  return {
    name: 'decider',
    version: '0.7.2',
    dependsOn: ['aqua-ipfs'],
    services: [],
    spells: [],
    unavailable: 'it reads deals from a chain, and this peer takes part in none (there is no chain_config)',
  };
}
