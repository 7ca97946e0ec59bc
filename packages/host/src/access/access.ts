import { WORKER_SPELL_ALIAS } from '../constants.js';
import { ConvertedError, HostError } from '../errors.js';
import type { CallContext, PeerScope } from '../host.js';
import type { ScopeDirectory } from '../ports/scope-directory.js';
import type { ServiceDirectory, ServiceFacts, ServiceType } from '../ports/service-directory.js';
import { spellIdOf } from './spell-particle.js';

export interface AccessInit {
  readonly hostPeerId: string;
  /** Peers that administer this one, besides the host itself. */
  readonly managementPeerIds: readonly string[];
}

export interface AccessComponents {
  readonly services: ServiceDirectory;
  readonly scopes: ScopeDirectory;
}

/** Who may do what (spec/nox.md §3.0). */
export class Access {
  readonly #init: AccessInit;
  readonly #components: AccessComponents;

  constructor(init: AccessInit, components: AccessComponents) {
    this.#init = init;
    this.#components = components;
  }

  isManagement(peerId: string): boolean {
    return this.#init.managementPeerIds.includes(peerId);
  }

  isHostOrManagement(peerId: string): boolean {
    return peerId === this.#init.hostPeerId || this.isManagement(peerId);
  }

  /** @throws HostError `FORBIDDEN` unless the host, its management or a worker spell made the particle */
  requireProtected(context: CallContext): void {
    if (this.isHostOrManagement(context.particle.initPeerId) || this.#isWorkerSpell(context)) return;
    throw new HostError('FORBIDDEN', 'This function is only available to the host or worker spells');
  }

  /** Whether a peer asked for this worker: the host or its management, but for open workers (spec/nox.md §3.9). */
  isCreator(scope: PeerScope, peerId: string): boolean {
    return scope.kind === 'worker' && this.#components.scopes.creatorOf(scope.workerId) === peerId;
  }

  /** Who may give the alias `worker-spell`, which makes a spell privileged. */
  mayReserveAlias(scope: PeerScope, callerPeerId: string): boolean {
    return this.isHostOrManagement(callerPeerId) || this.isCreator(scope, callerPeerId);
  }

  /** Who may give aliases (spec/nox.md §4.5). @throws HostError `FORBIDDEN` */
  requireAliasing(scope: PeerScope, callerPeerId: string): void {
    if (this.isHostOrManagement(callerPeerId)) return;
    if (scope.kind === 'host') {
      throw forbidden(callerPeerId, 'add_alias', 'only management peer id can add top-level aliases');
    }
    if (callerPeerId === scope.workerId || this.isCreator(scope, callerPeerId)) return;
    const who = 'only worker, worker creator and management peer id can add worker-level aliases';
    throw forbidden(callerPeerId, 'add_alias', who);
  }

  /** Who may remove a service (spec/nox.md §4.6). @throws HostError `FORBIDDEN` */
  requireRemoval(scope: PeerScope, service: ServiceFacts, callerPeerId: string, expected: ServiceType): void {
    const action = expected === 'spell' ? 'remove_spell' : 'remove_service';
    if (service.serviceType !== expected) {
      const reason = expected === 'spell' ? `the service isn't a spell` : 'cannot remove a spell';
      throw forbidden(callerPeerId, action, reason);
    }
    if (this.#mayEnd(scope, service, callerPeerId)) return;
    throw forbidden(callerPeerId, action, 'only creator can remove service');
  }

  /** Who may put another service in the place of one: who may remove it. @throws HostError `FORBIDDEN`, also for a spell */
  requireReplacement(scope: PeerScope, service: ServiceFacts, callerPeerId: string): void {
    const refuse = (reason: string) => forbidden(callerPeerId, 'replace_service', reason);
    if (service.serviceType === 'spell') throw refuse('cannot replace a spell');
    if (!this.#mayEnd(scope, service, callerPeerId)) throw refuse('only creator can replace service');
  }

  /** The scope itself, the owner and the management (spec/nox.md §4.6). */
  #mayEnd(scope: PeerScope, { ownerId }: ServiceFacts, callerPeerId: string): boolean {
    const own = scope.kind === 'host' ? this.#init.hostPeerId : scope.workerId;
    return [own, ownerId].includes(callerPeerId) || this.isManagement(callerPeerId);
  }

  #isWorkerSpell({ particle }: CallContext): boolean {
    const spellId = spellIdOf(particle);
    const scope = this.#components.scopes.scopeOf(particle.initPeerId);
    if (spellId === undefined || scope === undefined) return false;
    const service = this.#components.services.resolve(scope, WORKER_SPELL_ALIAS);
    return service?.serviceType === 'spell' && service.serviceId === spellId;
  }
}

function forbidden(callerPeerId: string, functionName: string, reason: string): HostError {
  return new ConvertedError(
    'FORBIDDEN',
    `Forbidden. User id '${callerPeerId}' cannot call function '${functionName}': ${reason}`,
  );
}
