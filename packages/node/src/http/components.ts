import type { Aquamarine, TraceReader } from '@noctiluca/aquamarine';
import type { PeerHost } from '@noctiluca/host';
import type { Network } from '@noctiluca/network';
import type { Spells } from '@noctiluca/spells';
import type { SystemServices } from '@noctiluca/system-services';
import type { HealthCheck } from '../health.js';
import type { HttpAccess } from './access.js';
import type { History } from './history/history.js';
import type { WorkerFacts, WorkerQuery } from './worker-facts.js';

/** Text of the metrics and its type; a prom-client `Registry` fits. */
export interface MetricsSource {
  readonly contentType: string;
  metrics(): Promise<string>;
}

/** A clock that can be advanced. */
export interface AdjustableClock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** How far it is ahead of the system's, milliseconds. */
  readonly offsetMs: number;
  advance(ms: number, signal?: AbortSignal): Promise<number>;
}

/** The parts whose lists are shown. */
export interface ListedParts {
  readonly host: Pick<PeerHost, 'services' | 'workers'>;
  readonly spells: Pick<Spells, 'list' | 'get'>;
  readonly network: Pick<Network, 'listenAddresses' | 'connections' | 'routingTable' | 'isConnected'>;
  readonly systemServices: Pick<SystemServices, 'status' | 'planned'>;
  readonly aquamarine: Pick<Aquamarine, 'holdings'>;
}

/** What the endpoints show. */
export interface HttpComponents {
  readonly peerId: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Undefined when metrics are off: `/metrics` is then 404. */
  readonly metrics: MetricsSource | undefined;
  /** Undefined when health checks are off: `/health` is then 404. */
  readonly health: (() => readonly HealthCheck[] | Promise<readonly HealthCheck[]>) | undefined;
  /** TOML of the configuration without secrets (`printConfig`). @default none: `/config` is then 404 */
  readonly config?: () => string;
  describe(): unknown;
  /** What happened to particles here. */
  readonly traces: TraceReader;
  /** What AquaVM was given for a particle. @default nothing is recorded: `/api/recordings` is then 404 */
  readonly recording?: Aquamarine['recording'];
  /** A worker, by its peer id or deal. @default none: `/api/workers/:worker` is then 404 */
  readonly worker?: (query: WorkerQuery) => WorkerFacts | undefined;
  /** What a deployer finds of a deal. @default none: `/api/deployments/:deal` is then 404 */
  readonly deployment?: (dealId: string) => Promise<unknown>;
  /** @default none: the lists are then 404 */
  readonly parts?: ListedParts;
  /** Folder of the explorer's page, undefined while it is not there. @default none: `/` is then 404 */
  readonly page?: () => string | undefined;
  /** @default none: `/api/history` is then 404 */
  readonly history?: Pick<History, 'everyMs' | 'since' | 'start' | 'stop'>;
  /** Undefined when the peer goes by the system's clock: it cannot be advanced. */
  readonly clock?: AdjustableClock | undefined;
  /** Who is answered. @default this machine alone gets `/config` and `/api`, and no other names of hosts are known */
  readonly access?: HttpAccess;
  /** Hears of each connection that had to give way. */
  readonly onConnectionClosed?: () => void;
}
