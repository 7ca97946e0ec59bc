import type { DesiredInit, DesiredPackage } from '../desired.js';
import type { InitRecord, PackageRecord } from '../journal.js';
import type { Step } from './step.js';

export interface InitContext {
  readonly record: PackageRecord | undefined;
  /** Of the peer, now. */
  readonly life: string;
  /** Whether the peer has a newer version of the package: its services are not reinstalled by an older one. */
  readonly isNewer: boolean;
}

/**
 * Adds the initialisation to the steps of a package when it is due. A changed configuration that the services cannot take
 * turns their steps into `reinstall`.
 */
export function withInitialisation(
  { init, services }: Pick<DesiredPackage, 'init' | 'services'>,
  steps: readonly Step[],
  context: InitContext,
): Step[] {
  if (init === undefined) return [...steps];
  const { record, life, isNewer } = context;
  const last = record?.init;
  const isFresh = steps.some(isNewService);
  if (last !== undefined && last.fixed !== init.fixed && !isFresh) {
    if (isNewer) return [...steps];
    return [...steps.flatMap((step) => renew(step, services)), initialise(init, FRESH)];
  }
  const reason = isFresh ? FRESH : reasonOf(init, last, life, steps);
  if (reason === undefined) return [...steps];
  return [...steps, initialise(init, reason, reason === INTERRUPTED ? doneBefore(init, last, life) : [])];
}

const FRESH = 'the services are new';
const INTERRUPTED = 'it was interrupted';

/** Calls that need not be made again: none when what they did ended with the life they were made in. */
function doneBefore(init: DesiredInit, last: InitRecord | undefined, life: string): readonly string[] {
  const lasts = init.reinitialise !== 'always' || last?.life === life;
  return lasts ? (last?.done ?? []) : [];
}

function reasonOf(
  init: DesiredInit,
  last: InitRecord | undefined,
  life: string,
  steps: readonly Step[],
): string | undefined {
  if (last === undefined) return 'it was never done';
  if (last.digest !== init.digest) return 'its configuration changed';
  const isUpdated = steps.some((step) => step.action === 'update' && step.kind === 'service');
  if (init.reinitialise === 'always' && isUpdated) return 'a service was updated';
  if (!last.complete) return INTERRUPTED;
  return init.reinitialise === 'always' && last.life !== life ? 'the peer started anew' : undefined;
}

function isNewService(step: Step): boolean {
  return (step.action === 'install' && step.kind === 'service') || step.action === 'reinstall';
}

/** What is done to a service whose state cannot take the new configuration. */
function renew(step: Step, services: DesiredPackage['services']): Step[] {
  if (step.action === 'migrate') return [];
  const isThere = (step.action === 'keep' || step.action === 'update') && step.kind === 'service';
  if (!isThere) return [step];
  const service = services.find(({ alias }) => alias === step.alias);
  if (service === undefined) return [step];
  const { alias, id } = step;
  const reason = 'configuration changed, and its state cannot take that';
  return [{ action: 'reinstall', kind: 'service', alias, service, id, reason }];
}

function initialise(init: DesiredInit, reason: string, done: readonly string[] = []): Step {
  return { action: 'initialise', init, reason, done };
}
