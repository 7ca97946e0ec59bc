import { randomUUID } from 'node:crypto';
import { type Clock, lastingClock } from '@noctiluca/common/clock';
import {
  type DeploymentError,
  type DeployTarget,
  desiredState,
  type PackageDistro,
} from '@noctiluca/deployment';
import { LocalTarget, type SpellsPort } from '@noctiluca/deployment/peer';
import type { Services } from '@noctiluca/host';
import { firstOf, type Logger, type NodeService, silentLogger } from '@noctiluca/lifecycle';
import type { Spells } from '@noctiluca/spells';
import type { Store } from '@noctiluca/store';
import type { Registry } from 'prom-client';
import {
  CALL_TIMEOUT_MS,
  FAIL_FAST_START_MS,
  MAX_RETRY_DELAY_MS,
  RETRY_DELAY_MS,
  STOP_MS,
} from './constants.js';
import { Deployer } from './deployer.js';
import { SystemServicesError } from './errors.js';
import { createSystemServicesMetrics } from './metrics.js';
import { ReadinessGate } from './readiness-gate.js';
import type { PlannedPackage, SystemServicesStatus } from './status.js';

export interface SystemServicesInit {
  /** What there is to deploy; see `defaultPackages` and `withReplacements`. */
  readonly packages: readonly PackageDistro[];
  /** Names of the packages to have. @default all that can run */
  readonly enable?: readonly string[];
  /** Whether packages that are no longer enabled are removed. @default true */
  readonly prune?: boolean;
  /** Whether the start waits for every package and fails with the first that does. @default false */
  readonly failFast?: boolean;
  /** Milliseconds one call of an initialisation or migration may take. @default 60000 */
  readonly callTimeoutMs?: number;
  /** Milliseconds between two looks whether all is as it should be; undefined: only at the start. @default undefined */
  readonly reconcilePeriodMs?: number;
  /** Milliseconds before a failed package is tried again; doubles with each failure. @default 1000 */
  readonly retryDelayMs?: number;
  /** Longest such pause, in milliseconds. @default 60000 */
  readonly maxRetryDelayMs?: number;
}

export interface SystemServicesComponents {
  /** The peer's host, or what of it is needed. */
  readonly host: { readonly name: string; readonly hostPeerId: string; readonly services: Services };
  readonly spells: SpellsPort & Pick<Spells, 'startScheduling'>;
  readonly store: Store;
  /** Names of parts to be running before, besides the host's. @default [] */
  readonly after?: readonly string[];
  /** The gate that the host was given. @default one nobody asks */
  readonly gate?: ReadinessGate;
  /** @default silent */
  readonly logger?: Logger;
  /** @default a fresh one */
  readonly registry?: Registry;
  /** @default the system's */
  readonly clock?: Clock;
  /** Clock, milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
  /** The peer the steps are taken on. @default the one of `host` */
  readonly target?: DeployTarget;
}

/** The part of a peer that has its system services deployed. */
export interface SystemServices extends NodeService {
  /** This peer, as the steps of a remote deployer reach it. */
  readonly target: DeployTarget;
  /** Resolves when every package was tried once since the start, well or not, and spells run. */
  settled(): Promise<void>;
  status(): SystemServicesStatus;
  /** What would be done now. Looks at the peer, and rejects as that does. */
  planned(): Promise<readonly PlannedPackage[]>;
  /** Looks whether all is as it should be and brings it there, now; does nothing while the peer is held. */
  reconcile(): Promise<void>;
  /** A remote deployer takes a step: for some time the peer takes none of its own. */
  hold(): void;
  /** It is done. */
  release(): void;
}

class PeerSystemServices implements SystemServices {
  readonly name = 'system-services';
  readonly dependsOn: readonly string[];
  readonly startTimeoutMs?: number;
  readonly stopTimeoutMs = STOP_MS;
  readonly target: DeployTarget;
  readonly #init: SystemServicesInit;
  readonly #spells: SystemServicesComponents['spells'];
  readonly #deployer: Deployer;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #ending = new AbortController();
  #settled: Promise<void> = Promise.resolve();
  #cancelReconcile = () => {};

  constructor(init: SystemServicesInit, components: SystemServicesComponents) {
    const { host, spells, store, after = [], clock = lastingClock, now = Date.now } = components;
    const { packages, enable, prune } = init;
    this.#init = init;
    this.#spells = spells;
    this.#clock = clock;
    this.#logger = (components.logger ?? silentLogger).child({ module: this.name });
    this.dependsOn = [host.name, ...after];
    if (init.failFast) this.startTimeoutMs = FAIL_FAST_START_MS;
    const callTimeoutMs = init.callTimeoutMs ?? CALL_TIMEOUT_MS;
    this.target =
      components.target ??
      new LocalTarget(
        { hostPeerId: host.hostPeerId, life: randomUUID(), callTimeoutMs },
        { services: host.services, spells, store },
      );
    const wanted = { ...(enable === undefined ? {} : { enable }), ...(prune === undefined ? {} : { prune }) };
    this.#deployer = new Deployer(
      {
        desired: desiredState(packages, wanted),
        retryDelayMs: init.retryDelayMs ?? RETRY_DELAY_MS,
        maxRetryDelayMs: init.maxRetryDelayMs ?? MAX_RETRY_DELAY_MS,
      },
      {
        target: this.target,
        gate: components.gate ?? new ReadinessGate(),
        metrics: createSystemServicesMetrics(components.registry),
        logger: this.#logger,
        clock,
        now,
      },
    );
  }

  /** @throws SystemServicesError `DEPLOY_FAILED` with `failFast` */
  async start(signal: AbortSignal): Promise<void> {
    const life = firstOf(signal, this.#ending.signal);
    this.#settled = this.#deploy(life);
    // Told to whoever waits for it.
    this.#settled.catch(() => {});
    if (this.#init.failFast) await this.#settled;
  }

  async stop(): Promise<void> {
    this.#cancelReconcile();
    this.#ending.abort(new SystemServicesError('NOT_READY', 'The peer is stopping'));
    await this.#deployer.idle();
    await this.#settled.catch(() => {});
  }

  settled(): Promise<void> {
    return this.#settled;
  }

  status(): SystemServicesStatus {
    return this.#deployer.status();
  }

  planned(): Promise<readonly PlannedPackage[]> {
    return this.#deployer.planned();
  }

  reconcile(): Promise<void> {
    return this.#deployer.reconcile();
  }

  hold(): void {
    this.#deployer.hold();
  }

  release(): void {
    this.#deployer.release();
  }

  describe(): Record<string, unknown> {
    return this.status();
  }

  async #deploy(life: AbortSignal): Promise<void> {
    await this.#deployer.run(life);
    if (life.aborted) return;
    const failure = this.#init.failFast ? this.#deployer.firstFailure() : undefined;
    if (failure !== undefined) throw stopped(failure);
    const states = this.status().packages.map(({ name, state }) => [name, state]);
    this.#logger.info({ packages: Object.fromEntries(states) }, 'System services were deployed');
    try {
      await this.#spells.startScheduling();
    } catch (error) {
      this.#logger.error({ err: error }, 'Spells could not be scheduled');
    }
    this.#reconcileLater(life);
  }

  #reconcileLater(life: AbortSignal): void {
    const { reconcilePeriodMs } = this.#init;
    if (reconcilePeriodMs === undefined || life.aborted) return;
    this.#cancelReconcile = this.#clock.schedule(() => {
      this.reconcile()
        .catch((error: unknown) =>
          this.#logger.warn({ err: error }, 'System services could not be looked at'),
        )
        .finally(() => this.#reconcileLater(life));
    }, reconcilePeriodMs);
  }
}

function stopped(failure: DeploymentError | SystemServicesError): SystemServicesError {
  const { package: name, step, message } = failure;
  return new SystemServicesError('DEPLOY_FAILED', `${message} (system_services.fail_fast stops the peer)`, {
    ...(name === undefined ? {} : { package: name }),
    ...(step === undefined ? {} : { step }),
    cause: failure,
  });
}

/**
 * The deployer of a peer's system services. Building it does no I/O; the packages are deployed after `start`, beside it
 * unless `failFast` is set.
 * @throws SystemServicesError `UNKNOWN_PACKAGE`, `DUPLICATE_NAME`, `DEPENDENCY_CYCLE`
 */
export function createSystemServices(
  init: SystemServicesInit,
  components: SystemServicesComponents,
): SystemServices {
  return new PeerSystemServices(init, components);
}
