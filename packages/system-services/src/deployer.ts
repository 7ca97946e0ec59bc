import type { Clock } from '@noctiluca/common/clock';
import { messageOf } from '@noctiluca/common/thrown';
import {
  applyPackage,
  DeploymentError,
  type DeployTarget,
  type Desired,
  desiredAliases,
  factsOf,
  inOrder,
  isChange,
  type PackagePlan,
  type PackageReport,
  plan,
  reversed,
} from '@noctiluca/deployment';
import type { Logger } from '@noctiluca/lifecycle';
import { REMOTE_HOLD_MS } from './constants.js';
import { SystemServicesError } from './errors.js';
import type { SystemServicesMetrics } from './metrics.js';
import { PackageEntry } from './package-entry.js';
import type { ReadinessGate } from './readiness-gate.js';
import type { PackageState, PackageStatus, PlannedPackage, SystemServicesStatus } from './status.js';

export interface DeployerInit {
  readonly desired: Desired;
  readonly retryDelayMs: number;
  readonly maxRetryDelayMs: number;
}

export interface DeployerComponents {
  readonly target: DeployTarget;
  readonly gate: ReadinessGate;
  readonly metrics: SystemServicesMetrics;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly now: () => number;
}

const STATES: readonly PackageState[] = ['waiting', 'deploying', 'ready', 'failed', 'leaving', 'unavailable'];

/** Brings this peer to what is wanted and keeps trying: each package on its own, those that depend on others after them. */
export class Deployer {
  readonly #init: DeployerInit;
  readonly #components: DeployerComponents;
  readonly #entries = new Map<string, PackageEntry>();
  readonly #aliases: readonly string[];
  /** Work under way: stopping waits for it. */
  readonly #work = new Set<Promise<unknown>>();
  #signal: AbortSignal = AbortSignal.abort();
  #isSettled = false;
  /** A deployer elsewhere is at work until then, by `now`. */
  #heldUntilMs = Number.NEGATIVE_INFINITY;

  constructor(init: DeployerInit, components: DeployerComponents) {
    this.#init = init;
    this.#components = components;
    this.#aliases = desiredAliases(init.desired);
    for (const { name, version, dependsOn, services, spells } of init.desired.packages) {
      const aliases = [...services, ...spells].map(({ alias }) => alias);
      this.#entries.set(name, new PackageEntry({ name, version, dependsOn, change: 'deploy', aliases }));
      components.gate.close(aliases);
    }
    this.#count();
  }

  /**
   * Begins; resolves when every package was tried once, well or not. Those that failed are tried again in the background
   * until `signal` ends.
   */
  async run(signal: AbortSignal): Promise<void> {
    this.#signal = signal;
    for (const warning of this.#init.desired.warnings) this.#components.logger.warn({}, warning);
    await this.#depart();
    const wanted = this.#wanted();
    for (const entry of wanted) this.#keep(this.#arrive(entry));
    await this.#orEnd(Promise.all(wanted.map(({ tried }) => tried)));
    this.#isSettled = !signal.aborted;
  }

  /** After `signal` ended: resolves when the work under way has ended too. Calls need not wait any more. */
  async idle(): Promise<void> {
    this.#components.gate.open(this.#aliases, 'The peer is stopping');
    while (this.#work.size > 0) await Promise.allSettled(this.#work);
  }

  /** Somebody else takes steps on this peer: two at once would undo each other's. */
  hold(): void {
    this.#heldUntilMs = this.#components.now() + REMOTE_HOLD_MS;
  }

  release(): void {
    this.#heldUntilMs = Number.NEGATIVE_INFINITY;
  }

  /** Looks whether packages that were ready still are as they should be, and brings them there. */
  async reconcile(): Promise<void> {
    if (this.#isHeld) return;
    const { packages } = await this.#plan();
    const changed = packages.filter(({ name, change, steps }) => {
      const entry = this.#entries.get(name);
      const isReady = entry?.state === 'ready' && !entry.isBusy;
      return (
        change === 'deploy' && isReady && steps.some((step) => isChange(step) || step.action === 'conflict')
      );
    });
    await Promise.all(changed.map(({ name }) => this.#keep(this.#keepTrying(this.#entries.get(name)!))));
  }

  /** The first package that failed and was tried; undefined: none. */
  firstFailure(): DeploymentError | SystemServicesError | undefined {
    const named = this.#init.desired.unavailable.find(({ isNamed }) => isNamed);
    if (named !== undefined) {
      const reason = `System service package '${named.name}' is enabled and cannot run: ${named.reason}`;
      return new SystemServicesError('UNAVAILABLE', reason, { package: named.name });
    }
    return this.#wanted().find(({ state }) => state === 'failed')?.error;
  }

  /** What would be done now, by package. */
  async planned(): Promise<readonly PlannedPackage[]> {
    const { packages } = await this.#plan();
    return packages.map(({ name, version, change, steps }) => ({
      name,
      version,
      change,
      steps: steps.map(factsOf),
    }));
  }

  status(): SystemServicesStatus {
    const unavailable = this.#init.desired.unavailable.map(
      ({ name, version, reason, isNamed }): PackageStatus => ({
        name,
        version,
        state: 'unavailable',
        attempts: 0,
        items: [],
        error: { code: 'UNAVAILABLE', message: reason },
        warnings: [],
        healthy: !isNamed,
      }),
    );
    return {
      settled: this.#isSettled,
      packages: [...[...this.#entries.values()].map((entry) => entry.status()), ...unavailable],
      warnings: [...this.#init.desired.warnings],
    };
  }

  get #isHeld(): boolean {
    return this.#components.now() < this.#heldUntilMs;
  }

  #wanted(): PackageEntry[] {
    return [...this.#entries.values()].filter(({ change }) => change === 'deploy');
  }

  /** Removes what nobody wants, users before what they use; what fails is tried again beside the rest. */
  async #depart(): Promise<void> {
    const leaving = await this.#leaving();
    for (const { name, version, dependsOn } of leaving) {
      const entry = new PackageEntry({ name, version, dependsOn, change: 'remove', aliases: [] });
      this.#entries.set(name, entry);
    }
    await inOrder(reversed(leaving), async (name) => {
      const entry = this.#entries.get(name)!;
      if (await this.#attempt(entry)) return true;
      this.#keep(this.#retry(entry));
      return false;
    });
  }

  async #leaving(): Promise<readonly PackagePlan[]> {
    try {
      const { packages } = await this.#plan();
      return packages.filter(({ change }) => change === 'remove');
    } catch (error) {
      // Each package meets the same trouble on its own, and tells.
      this.#components.logger.warn({ err: error }, 'System services could not be looked at');
      return [];
    }
  }

  async #arrive(entry: PackageEntry): Promise<void> {
    const before = entry.dependsOn.flatMap((name) => this.#entries.get(name) ?? []);
    await Promise.all(before.map(({ ready }) => this.#orEnd(ready)));
    if (!this.#signal.aborted) await this.#keepTrying(entry);
  }

  async #keepTrying(entry: PackageEntry): Promise<void> {
    if (!(await this.#attempt(entry))) await this.#retry(entry);
  }

  async #retry(entry: PackageEntry): Promise<void> {
    do {
      do await this.#pause(entry);
      while (this.#isHeld && !this.#signal.aborted);
      if (this.#signal.aborted) return;
    } while (!(await this.#attempt(entry)));
  }

  /** @returns whether all went well */
  async #attempt(entry: PackageEntry): Promise<boolean> {
    const { gate, metrics, now } = this.#components;
    const startedAt = now();
    entry.isBusy = true;
    entry.begin();
    gate.close(entry.aliases);
    this.#count();
    const { report, version } = await this.#tryOnce(entry);
    const durationMs = now() - startedAt;
    metrics.duration.observe({ package: entry.name }, durationMs / 1000);
    if (this.#signal.aborted) return false;
    if (report.error === undefined) this.#succeeded(entry, report, version, durationMs);
    else this.#failed(entry, report.error, report.warnings, durationMs);
    this.#count();
    return report.error === undefined;
  }

  async #tryOnce(entry: PackageEntry): Promise<{ report: PackageReport; version: string }> {
    const { target, metrics, now } = this.#components;
    const { name } = entry;
    try {
      const observed = await target.observe(this.#aliases);
      const wanted = plan(this.#init.desired, observed).packages.find((each) => each.name === name);
      // Somebody else has removed the last of it meanwhile.
      if (wanted === undefined) return { report: { name, steps: [], warnings: [] }, version: '' };
      const report = await applyPackage(wanted, target, {
        life: observed.life,
        signal: this.#signal,
        now,
        onStep: (step) => {
          entry.onStep(step);
          if (step.state === 'begun') metrics.steps.inc({ package: name, action: step.action });
        },
      });
      return { report, version: wanted.version };
    } catch (cause) {
      const message = `System service package '${name}' could not be planned: ${messageOf(cause)}`;
      const error = new DeploymentError('STEP_FAILED', message, { package: name, step: 'plan', cause });
      return { report: { name, steps: [], warnings: [], error }, version: '' };
    }
  }

  #succeeded(entry: PackageEntry, report: PackageReport, version: string, durationMs: number): void {
    const { gate, logger } = this.#components;
    const { name, change } = entry;
    for (const warning of report.warnings) logger.warn({ package: name }, warning);
    const changes = report.steps
      .filter(isChange)
      .map(({ action, alias }) => [action, alias].filter(Boolean).join(' '));
    if (changes.length > 0)
      logger.info({ package: name, version, changes, durationMs }, 'Deployed system service');
    entry.isBusy = false;
    entry.succeed(report, version, durationMs);
    gate.open(entry.aliases, undefined);
    if (change === 'remove') this.#entries.delete(name);
  }

  #failed(
    entry: PackageEntry,
    error: DeploymentError,
    warnings: readonly string[],
    durationMs: number,
  ): void {
    const { gate, metrics, logger } = this.#components;
    const { name, attempts } = entry;
    metrics.failures.inc({ package: name });
    const fields = { package: name, step: error.step, attempts, err: error };
    logger.warn(fields, 'System service was not deployed; it will be tried again');
    entry.fail(error, warnings, durationMs);
    gate.open(entry.aliases, notReady(name, error.message));
    this.#block(entry);
  }

  /** Those that depend on a package that failed need not be waited for. */
  #block({ name }: PackageEntry): void {
    for (const entry of this.#wanted()) {
      if (!entry.dependsOn.includes(name) || entry.state !== 'waiting') continue;
      const reason = `System service package '${entry.name}' waits for '${name}', which failed`;
      entry.block(new DeploymentError('STEP_FAILED', reason, { package: entry.name }));
      this.#components.gate.open(entry.aliases, notReady(entry.name, reason));
      this.#block(entry);
    }
  }

  async #pause(entry: PackageEntry): Promise<void> {
    const { retryDelayMs, maxRetryDelayMs } = this.#init;
    const { clock, now } = this.#components;
    const delayMs = Math.min(maxRetryDelayMs, retryDelayMs * 2 ** Math.min(entry.attempts - 1, 30));
    entry.retryAt(now() + delayMs);
    let cancel = () => {};
    const over = new Promise<void>((resolve) => {
      cancel = clock.schedule(resolve, delayMs);
    });
    await this.#orEnd(over);
    cancel();
  }

  /** Resolves with `promise`, or when the deployer ends. */
  async #orEnd(promise: Promise<unknown>): Promise<void> {
    const signal = this.#signal;
    if (signal.aborted) return;
    let onAbort = () => {};
    const ended = new Promise<void>((resolve) => {
      onAbort = resolve;
      signal.addEventListener('abort', onAbort, { once: true });
    });
    await Promise.race([promise, ended]);
    signal.removeEventListener('abort', onAbort);
  }

  async #plan() {
    return plan(this.#init.desired, await this.#components.target.observe(this.#aliases));
  }

  #keep<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    const forget = () => this.#work.delete(work);
    work.then(forget, forget);
    return work;
  }

  #count(): void {
    const { packages } = this.status();
    for (const state of STATES) {
      this.#components.metrics.packages.set(
        { state },
        packages.filter((each) => each.state === state).length,
      );
    }
  }
}

function notReady(name: string, reason: string): string {
  return `A service of package '${name}' is not ready: ${reason}. The peer tries again; see /api/describe`;
}
