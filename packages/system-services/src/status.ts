import type { ItemKind, PackagePlan, StepFacts } from '@noctiluca/deployment';

/**
 * - `waiting`: for its turn, or for a package it depends on;
 * - `deploying`: its steps are being taken;
 * - `ready`: it is as it should be;
 * - `failed`: the last attempt failed, another one follows;
 * - `leaving`: nobody wants it, it is being removed;
 * - `unavailable`: it cannot run here.
 */
export type PackageState = 'waiting' | 'deploying' | 'ready' | 'failed' | 'leaving' | 'unavailable';

/** A package of system services on this peer; plain JSON. */
export type PackageStatus = {
  name: string;
  version: string;
  state: PackageState;
  /** Attempts so far. */
  attempts: number;
  /** What it consists of, as far as it is there. */
  items: { alias: string; kind: ItemKind; id: string }[];
  /** Step under way. */
  step?: string;
  /** Why it is not ready. */
  error?: { code: string; message: string; step?: string };
  /** When the next attempt is, milliseconds since the epoch. */
  retryAtMs?: number;
  /** What the last attempt had to say. */
  warnings: string[];
  /** Time the last attempt took, milliseconds. */
  durationMs?: number;
  /** Whether health suffers: something that was asked for is not there. */
  healthy: boolean;
};

/** What would be done about a package now: nothing, when all steps keep. */
export interface PlannedPackage extends Pick<PackagePlan, 'name' | 'version' | 'change'> {
  readonly steps: readonly StepFacts[];
}

export type SystemServicesStatus = {
  /** Whether every package was tried since the start. */
  settled: boolean;
  packages: PackageStatus[];
  warnings: string[];
};
