import type { KeyPair } from '@noctiluca/particle';
import type { ParsedConfig } from './schema.js';

/** Where a peer keeps its files; the names say what may be deleted (spec/nox.md §7.4). Absolute paths. */
export interface NodeDirectories {
  readonly base: string;
  readonly persistent: string;
  readonly ephemeral: string;
  /** The transactional store. */
  readonly store: string;
  /** Wasm modules, named by CID. */
  readonly modules: string;
  /** What services keep, a directory each. */
  readonly services: string;
  /** What services lose with a restart, a directory each. */
  readonly servicesEphemeral: string;
  /** Vaults of particles. */
  readonly vault: string;
}

/**
 * The resolved configuration of one peer: keys loaded, paths absolute, defaults filled in, times in milliseconds,
 * sizes in bytes. What `createNode` takes.
 */
export interface NodeConfig {
  /** Name in logs. @default the last six characters of the peer id */
  readonly name: string;
  readonly keyPair: KeyPair;
  /** Second identity that has the rights of the management: built-in services act as it (spec/nox.md §7.4). */
  readonly builtinsKeyPair: KeyPair;
  /** Who may administer the peer besides itself. */
  readonly managementPeerId: string;
  readonly directories: NodeDirectories;
  /** Multiaddr texts; port 0 means a free one. */
  readonly listenAddresses: readonly string[];
  /** Multiaddr texts told to other peers besides the ones observed. */
  readonly announceAddresses: readonly string[];
  readonly http: { readonly ip: string; readonly port: number };
  /** The `<net>` of `/fluence/kad/<net>/1.0.0`. */
  readonly networkId: string;
  readonly bootstrapNodes: readonly string[];
  /** The executable `aqua_ipfs.ipfs_binary_path`, absolute, and whether it is there. */
  readonly ipfsBinary: { readonly path: string; readonly isThere: boolean };
  /** The checked file values the parts read their limits from. */
  readonly settings: ParsedConfig;
}
