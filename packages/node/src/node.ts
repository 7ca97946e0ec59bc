import type { Aquamarine } from '@noctiluca/aquamarine';
import type { AvmRunner } from '@noctiluca/avm';
import type { PackageDistro } from '@noctiluca/deployment';
import type { BuiltinService, PeerHost, Subnets } from '@noctiluca/host';
import type { CompositeService, Logger, NodeService } from '@noctiluca/lifecycle';
import type { Network } from '@noctiluca/network';
import type { Spells } from '@noctiluca/spells';
import type { BlobStore, Store } from '@noctiluca/store';
import type { SystemServices } from '@noctiluca/system-services';
import type { HttpServer } from './http/server.js';

/** The default parts of a peer, by name; a user may replace each with one of the same shape. */
export interface NodeParts {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly avm: AvmRunner & NodeService;
  readonly network: Network;
  /** What replaces it brings all that it answers: nothing is added to it. */
  readonly host: PeerHost;
  readonly aquamarine: Aquamarine;
  readonly spells: Spells;
  /** Lets spells run when it has done its first work; what replaces it must do that too. */
  readonly systemServices: SystemServices;
  readonly http: HttpServer;
}

/** What a user may bring (ADR 069): own parts beside or instead of the defaults. */
export interface NodeOptions {
  /** One replacement per default at most; it must not be running yet. */
  readonly replace?: Partial<NodeParts>;
  /** Started after the defaults, stopped before them; none may be running yet. */
  readonly extra?: readonly NodeService[];
  /** Packages of system services instead of the defaults of their names, or besides them. */
  readonly systemPackages?: readonly PackageDistro[];
  /** Tables of built-in functions besides those of upstream. */
  readonly builtins?: readonly BuiltinService[];
  /** Who knows the workers of deals on other peers: a local network, or a chain. @default nobody */
  readonly subnets?: Subnets;
  /**
   * Files beside which the optional package `@noctiluca/chain` may be installed, besides this package and the working directory: what
   * a `chain_config` needs. @default none
   */
  readonly chainPlaces?: readonly string[];
  /** @default a JSON log on standard error at the configured level */
  readonly logger?: Logger;
}

/** One peer: a composite of its parts. */
export interface Node extends CompositeService {
  readonly peerId: string;
  readonly parts: NodeParts;
  /** Address of the HTTP endpoints; empty while stopped. */
  readonly httpUrl: string;
}
