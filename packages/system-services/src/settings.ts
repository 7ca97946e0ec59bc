import type { DefaultPackagesSettings } from './packages/default-packages.js';

/** What a peer is configured to have; plain JSON, so that a deployer elsewhere can plan for it. */
export interface PeerSettings {
  /** Names of the packages to have; absent: all that can run. */
  readonly enable?: readonly string[];
  readonly prune: boolean;
  readonly packages: DefaultPackagesSettings;
}
