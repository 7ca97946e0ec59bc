import type { BuiltinCall } from '@noctiluca/host';
import { SpellError } from '../errors.js';
import type { SpellHost } from '../spell-host.js';

type Caller = Pick<BuiltinCall, 'scope' | 'particle'>;

/** Who may install a spell (spec/nox.md §3.10). @throws SpellError `FORBIDDEN` with upstream's texts */
export function requireInstaller({ scope, particle }: Caller, { access, workers }: SpellHost): void {
  const { initPeerId } = particle;
  if (access.isManagement(initPeerId)) return;
  if (scope.kind === 'host') {
    const who = 'only management peer id can install top-level spells';
    throw new SpellError('FORBIDDEN', `Failed to install spell in the root scope, ${who}`);
  }
  const { workerId } = scope;
  if (initPeerId === workerId || access.isCreator(scope, initPeerId)) return;
  const who = `spell can be installed by ${workerOwners(workerId, workers)} or peer manager`;
  throw new SpellError(
    'FORBIDDEN',
    `Failed to install spell on ${workerId}, ${who}; init_peer_id=${initPeerId}`,
  );
}

/** Who may give `worker-spell`, which makes a spell privileged. @throws SpellError `FORBIDDEN` */
export function requireAliasGiver(
  alias: string | undefined,
  { scope, particle }: Caller,
  { access }: SpellHost,
): void {
  if (alias !== 'worker-spell' || access.mayReserveAlias(scope, particle.initPeerId)) return;
  throw new SpellError('FORBIDDEN', `Cannot add alias '${alias}' because it is reserved`);
}

/** Who may remove a spell. @throws SpellError `FORBIDDEN` with upstream's texts */
export function requireRemover(idOrAlias: string, caller: Caller, host: SpellHost): void {
  const { scope } = caller;
  if (mayChange(caller, host)) return;
  const who =
    scope.kind === 'host'
      ? `worker itself ${host.hostPeerId}`
      : `spell can be removed by ${workerOwners(scope.workerId, host.workers)}`;
  throw new SpellError('FORBIDDEN', `Failed to remove spell ${shown(idOrAlias)}, ${who} or peer manager`);
}

/**
 * Who may change a spell.
 * @param what `spell config`, or ours: `spell`
 * @throws SpellError `FORBIDDEN` with upstream's texts
 */
export function requireChanger(what: string, idOrAlias: string, caller: Caller, host: SpellHost): void {
  const { scope, particle } = caller;
  if (mayChange(caller, host)) return;
  const owners =
    scope.kind === 'host' ? `worker itself ${host.hostPeerId}` : workerOwners(scope.workerId, host.workers);
  const who = `${what} can be updated by ${owners} or peer manager; init_peer_id=${particle.initPeerId}`;
  throw new SpellError('FORBIDDEN', `Failed to update ${what} ${shown(idOrAlias)}, ${who}`);
}

function mayChange({ scope, particle: { initPeerId } }: Caller, { hostPeerId, access }: SpellHost): boolean {
  const own = scope.kind === 'host' ? hostPeerId : scope.workerId;
  return initPeerId === own || access.isManagement(initPeerId) || access.isCreator(scope, initPeerId);
}

function workerOwners(workerId: string, workers: SpellHost['workers']): string {
  return `worker creator ${workers.get(workerId)?.creatorPeerId}, worker itself ${workerId}`;
}

const shown = (idOrAlias: string): string => idOrAlias.slice(0, 300);
