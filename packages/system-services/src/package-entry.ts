import type { DeploymentError, PackageReport, StepReport } from '@noctiluca/deployment';
import { SHOWN_ERROR_LENGTH } from './constants.js';
import type { PackageState, PackageStatus } from './status.js';

export interface PackageEntryInit {
  readonly name: string;
  readonly version: string;
  readonly dependsOn: readonly string[];
  readonly change: 'deploy' | 'remove';
  /** What calls wait for while it is worked on. */
  readonly aliases: readonly string[];
}

/** A package in the hands of the deployer: where it is, for its dependants and for whoever looks. */
export class PackageEntry {
  readonly name: string;
  readonly dependsOn: readonly string[];
  readonly aliases: readonly string[];
  readonly change: 'deploy' | 'remove';
  /** Resolves when it is ready for the first time. */
  readonly ready: Promise<void>;
  /** Resolves when it was tried once, or cannot be for now. */
  readonly tried: Promise<void>;
  attempts = 0;
  /** Whether its attempts are under way, a pause between two included. */
  isBusy = false;
  #version: string;
  #state: PackageState = 'waiting';
  #items: PackageStatus['items'] = [];
  #step: string | undefined;
  #error: DeploymentError | undefined;
  #retryAtMs: number | undefined;
  #warnings: readonly string[] = [];
  #durationMs: number | undefined;
  #resolveReady = () => {};
  #resolveTried = () => {};

  constructor({ name, version, dependsOn, change, aliases }: PackageEntryInit) {
    this.name = name;
    this.dependsOn = dependsOn;
    this.change = change;
    this.aliases = aliases;
    this.#version = version;
    if (change === 'remove') this.#state = 'leaving';
    this.ready = new Promise((resolve) => {
      this.#resolveReady = resolve;
    });
    this.tried = new Promise((resolve) => {
      this.#resolveTried = resolve;
    });
  }

  get state(): PackageState {
    return this.#state;
  }

  get error(): DeploymentError | undefined {
    return this.#error;
  }

  begin(): void {
    this.attempts += 1;
    this.#retryAtMs = undefined;
    this.#state = this.change === 'remove' ? 'leaving' : 'deploying';
  }

  onStep({ action, kind, alias, state }: StepReport): void {
    this.#step = state === 'done' ? undefined : [action, kind, alias].filter(Boolean).join(' ');
  }

  /** The attempt went well. */
  succeed(report: PackageReport, version: string, durationMs: number): void {
    this.attempts = 0;
    this.#version = version;
    this.#state = 'ready';
    this.#error = undefined;
    this.#items = itemsOf(report);
    this.#settle(report.warnings, durationMs);
    this.#resolveReady();
  }

  fail(error: DeploymentError, warnings: readonly string[], durationMs: number): void {
    this.#state = 'failed';
    this.#error = error;
    this.#settle(warnings, durationMs);
  }

  /** It waits for another one that failed. */
  block(error: DeploymentError): void {
    this.#state = 'waiting';
    this.#error = error;
    this.#resolveTried();
  }

  retryAt(atMs: number): void {
    this.#retryAtMs = atMs;
  }

  #settle(warnings: readonly string[], durationMs: number): void {
    this.#step = undefined;
    this.#warnings = warnings;
    this.#durationMs = durationMs;
    this.#resolveTried();
  }

  status(): PackageStatus {
    return {
      name: this.name,
      version: this.#version,
      state: this.#state,
      attempts: this.attempts,
      items: this.#items,
      ...(this.#step === undefined ? {} : { step: this.#step }),
      ...(this.#error === undefined ? {} : { error: errorFacts(this.#error) }),
      ...(this.#retryAtMs === undefined ? {} : { retryAtMs: this.#retryAtMs }),
      warnings: [...this.#warnings],
      ...(this.#durationMs === undefined ? {} : { durationMs: this.#durationMs }),
      healthy: this.#error === undefined,
    };
  }
}

function itemsOf({ steps }: PackageReport): PackageStatus['items'] {
  const items = new Map<string, PackageStatus['items'][number]>();
  for (const { action, alias, kind, id } of steps) {
    if (alias === undefined || kind === undefined || kind === 'worker') continue;
    if (action === 'remove') items.delete(alias);
    else if (id !== undefined) items.set(alias, { alias, kind, id });
  }
  return [...items.values()];
}

function errorFacts({ code, message, step }: DeploymentError): NonNullable<PackageStatus['error']> {
  return { code, message: message.slice(0, SHOWN_ERROR_LENGTH), ...(step === undefined ? {} : { step }) };
}
