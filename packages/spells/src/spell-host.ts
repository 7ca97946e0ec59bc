import type { Access, PeerScope, Services, Worker, WorkerEvent } from '@noctiluca/host';
import type { KeyPair } from '@noctiluca/particle';

/** What spells need of the host; `PeerHost` fits. */
export interface SpellHost {
  readonly name: string;
  readonly hostPeerId: string;
  readonly services: Pick<Services, 'createNative' | 'remove' | 'resolve' | 'list'>;
  readonly workers: {
    list(): Worker[];
    get(workerId: string): Worker | undefined;
    isActive(workerId: string): boolean;
    subscribe(listener: (event: WorkerEvent) => void): () => void;
  };
  readonly access: Pick<Access, 'isManagement' | 'isHostOrManagement' | 'isCreator' | 'mayReserveAlias'>;
  scopeOf(peerId: string): PeerScope | undefined;
  keyPairOf(scope: PeerScope): KeyPair | undefined;
}

/** Peer id that a scope's own particles are by. */
export function peerIdOf(host: Pick<SpellHost, 'hostPeerId'>, scope: PeerScope): string {
  return scope.kind === 'host' ? host.hostPeerId : scope.workerId;
}
