import { HOST_SCOPE, type PeerHost, type PeerScope, type ServiceRecord } from '@noctiluca/host';
import { z } from 'zod';
import { words } from '../parameters.js';

/** A scope as texts name it: `host`, or a worker's peer id. */
export const SCOPE = z.string().meta({ description: '`host`, or the peer id of a worker.' });

/** Which scope is meant; the host's when left out. */
export const SCOPE_QUERY = z.object({
  scope: words('`host`, or the peer id of a worker; `host` when left out.').optional(),
});

export interface Scoped {
  /** Its key in a list of all scopes. */
  readonly key: string;
  readonly scope: PeerScope;
  readonly record: ServiceRecord;
}

type ScopedHost = Pick<PeerHost, 'services' | 'workers'>;

/** Services and spells of the host and of all workers, or of one scope. */
export function scopedServices(host: ScopedHost, name?: string): Scoped[] {
  return scopesOf(host, name).flatMap((scope) =>
    host.services
      .list(scope)
      .map((record) => ({ key: `${scopeName(scope)}/${record.serviceId}`, scope, record })),
  );
}

function scopesOf({ workers }: ScopedHost, name: string | undefined): PeerScope[] {
  const named = name === undefined ? undefined : scopeNamed(name);
  if (named !== undefined) return [named];
  return [HOST_SCOPE, ...workers.list().map(({ workerId }): PeerScope => ({ kind: 'worker', workerId }))];
}

export function scopeNamed(name = 'host'): PeerScope {
  return name === 'host' ? HOST_SCOPE : { kind: 'worker', workerId: name };
}

export function scopeName(scope: PeerScope): string {
  return scope.kind === 'host' ? 'host' : scope.workerId;
}
