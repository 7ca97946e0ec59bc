import type { ParticleContext } from '../particle/context.js';

/** The service `tracingSrv`, which functions compiled with tracing tell of their steps. */
export class Tracing {
  tracingEvent({
    args: [arrowName, event],
    context,
  }: {
    args: [string, string];
    context: ParticleContext;
  }): void {
    console.log('[%s] (%s) %s', context.particleId, arrowName, event);
  }
}
