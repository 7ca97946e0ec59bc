/**
 * What a decider does next, as a pure function of what it knows: no chain, no peer, no clock.
 *
 * @packageDocumentation
 */
export { BackOffs } from './plan/back-offs.js';
export type {
  DealState,
  DealStatus,
  DesiredDeal,
  DesiredListing,
  Facts,
  ObservedListing,
  ObservedSpell,
  ObservedWorker,
  Plan,
  Report,
  Step,
  Unread,
} from './plan/facts.js';
export { plan } from './plan/plan.js';
