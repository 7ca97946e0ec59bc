import type { ParticleContext, SecurityTetraplet } from '../particle/context.js';

/** Whether a call may be answered. */
export type SecurityGuard = (params: ParticleContext) => boolean;

/** Judges the origin of the first argument. */
export const allowTetraplet =
  (pred: (tetraplet: SecurityTetraplet) => boolean): SecurityGuard =>
  ({ tetraplets }) => {
    const origin = tetraplets[0]?.[0];
    return origin !== undefined && pred(origin);
  };

export const allowServiceFn = (serviceId: string, fnName: string): SecurityGuard =>
  allowTetraplet(({ service_id, function_name }) => service_id === serviceId && function_name === fnName);

export const allowOnlyParticleOriginatedAt =
  (peerId: string): SecurityGuard =>
  ({ initPeerId }) =>
    initPeerId === peerId;

export const and =
  (...guards: SecurityGuard[]): SecurityGuard =>
  (params) =>
    guards.every((guard) => guard(params));

export const or =
  (...guards: SecurityGuard[]): SecurityGuard =>
  (params) =>
    guards.some((guard) => guard(params));
