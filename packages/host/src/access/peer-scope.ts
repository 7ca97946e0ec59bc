import type { PeerScope } from '../host.js';

export const HOST_SCOPE: PeerScope = { kind: 'host' };

/** Store key of a scope: `host`, or `worker:<peer id>`. */
export function scopeKey(scope: PeerScope): string {
  return scope.kind === 'host' ? 'host' : `worker:${scope.workerId}`;
}

/** A scope in an error text. */
export function scopeText(scope: PeerScope): string {
  return scope.kind === 'host' ? 'Host' : scope.workerId;
}
