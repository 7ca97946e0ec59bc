import { LifecycleError } from './errors.js';
import type { NodeService } from './node-service.js';

/**
 * Every part that any composite of this process has ever started. A part lives once, so being in here is enough to be
 * refused; weak, so that a stopped node can be collected.
 */
const owned = new WeakSet<NodeService>();

/**
 * Throws if the part has been started before, by a composite (remembered here) or by its own account (`state`).
 * @throws LifecycleError `ALREADY_RUNNING`
 */
export function assertFresh(service: NodeService, composite: string): void {
  const state = service.state ?? 'idle';
  if (!owned.has(service) && state === 'idle') return;
  const how = state === 'idle' ? 'has already been started' : `is already ${state}`;
  throw new LifecycleError(
    'ALREADY_RUNNING',
    `'${service.name}' ${how}, so '${composite}' cannot take it in: a part is started once, by the composite that ` +
      'owns it. Build a new one and pass it unstarted.',
    { part: service.name },
  );
}

/** Takes the part for one composite, for good. Throws as `assertFresh` does. */
export function own(service: NodeService, composite: string): void {
  assertFresh(service, composite);
  owned.add(service);
}
