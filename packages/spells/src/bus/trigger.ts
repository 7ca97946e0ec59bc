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
  | { readonly kind: 'peer'; readonly peerId: string; readonly connected: boolean };

/** What `hw_trigger` holds (spec/nox.md §5.3). */
export function triggerJson(trigger: Trigger): string {
  if (trigger.kind === 'timer') {
    return JSON.stringify({ timer: [{ timestamp: trigger.timestampSec }], peer: [] });
  }
  const { peerId: peer_id, connected } = trigger;
  return JSON.stringify({ timer: [], peer: [{ peer_id, connected }] });
}
