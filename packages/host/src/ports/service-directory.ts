import type { PeerScope } from '../host.js';

export type ServiceType = 'service' | 'spell';

/** What those see of a service that judge who may do what with it. */
export interface ServiceFacts {
  readonly serviceId: string;
  readonly serviceType: ServiceType;
  /** Peer that asked for it. */
  readonly ownerId: string;
}

/** Services of a peer, by id or alias. */
export interface ServiceDirectory {
  /** Undefined when there is none. */
  resolve(scope: PeerScope, idOrAlias: string): ServiceFacts | undefined;
}
