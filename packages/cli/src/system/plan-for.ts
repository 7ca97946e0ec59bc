import { setTimeout as delay } from 'node:timers/promises';
import {
  desiredAliases,
  desiredState,
  factsOf,
  type Observed,
  type Plan,
  plan,
  type StepFacts,
} from '@noctiluca/deployment';
import { defaultPackages } from '@noctiluca/system-services';
import type { RemotePeer } from '@noctiluca/system-services/remote';
import { CliError } from '../errors.js';

/** What is to be had, where that differs from what a peer is configured to have. */
export interface WantedFlags {
  /** Names of packages. */
  readonly enable?: readonly string[];
  readonly prune: boolean;
}

/** The plan for a peer, and what it was made from. */
export interface PeerPlan {
  readonly plan: Plan;
  readonly observed: Observed;
  /** Packages that cannot run there, and why. */
  readonly unavailable: readonly { readonly name: string; readonly reason: string }[];
  readonly warnings: readonly string[];
}

/** Plans with the peer's own configuration and the packages of this program. */
export async function planFor(remote: RemotePeer, { enable, prune }: WantedFlags): Promise<PeerPlan> {
  const settings = await remote.settings();
  const names = enable ?? settings.enable;
  const desired = desiredState(defaultPackages(settings.packages), {
    ...(names === undefined ? {} : { enable: names }),
    prune: settings.prune && prune,
  });
  const observed = await remote.target.observe(desiredAliases(desired));
  const { unavailable, warnings } = desired;
  return { plan: plan(desired, observed), observed, unavailable, warnings };
}

const POLL_MS = 500;
const SETTLED_WITHIN_MS = 120_000;

/**
 * Waits until the peer is not at work on its packages by itself: two at once would undo each other's steps.
 * @throws CliError `DEPLOY_FAILED` when that takes too long
 */
export async function untilSettled(remote: RemotePeer, peerId: string): Promise<void> {
  const endsAt = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const { settled, packages } = await remote.status();
    if (settled && packages.every(({ state }) => state !== 'deploying' && state !== 'leaving')) return;
    if (Date.now() > endsAt) {
      const reason = `${peerId} is still deploying its system services by itself; see "fluence system status"`;
      throw new CliError('DEPLOY_FAILED', reason);
    }
    await delay(POLL_MS);
  }
}

/** A package of a plan, plain data. */
export interface PlannedPackage {
  readonly name: string;
  readonly version: string;
  readonly change: 'deploy' | 'remove';
  readonly steps: readonly StepFacts[];
  readonly notes: readonly string[];
}

export function packagesOf({ packages }: Plan): PlannedPackage[] {
  return packages.map(({ name, version, change, steps, notes }) => ({
    name,
    version,
    change,
    steps: steps.map(factsOf),
    notes,
  }));
}
