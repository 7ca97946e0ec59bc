import type { PeerScope } from '@noctiluca/host';

/** A spell and where it lives. */
export interface SpellPlace {
  readonly spellId: string;
  readonly scope: PeerScope;
}

/** Why a spell is to run. */
export type Trigger =
  | {
      readonly kind: 'timer';
      /** When it was due, seconds since the epoch. */
      readonly timestampSec: number;
      /** Number of the run after this one, for the stored plan. */
      readonly nextIndex: number;
      /** Made up for a period that passed while the peer was down or stood still. */
      readonly isCatchUp: boolean;
    }
  | { readonly kind: 'peer'; readonly peerId: string; readonly connected: boolean }
  /** A block of the chain with an event for this peer. */
  | { readonly kind: 'block'; readonly block: number };

/** What `hw_trigger` holds (spec/nox.md §5.3); `blockchain` is ours, and there only for a block. */
export function triggerJson(trigger: Trigger): string {
  if (trigger.kind === 'timer') {
    return JSON.stringify({ timer: [{ timestamp: trigger.timestampSec }], peer: [] });
  }
  if (trigger.kind === 'block') {
    return JSON.stringify({ timer: [], peer: [], blockchain: [{ block: trigger.block }] });
  }
  const { peerId: peer_id, connected } = trigger;
  return JSON.stringify({ timer: [], peer: [{ peer_id, connected }] });
}
