/** What happened to a particle on this peer; one entry of its trace. Plain JSON, no payloads, no secrets. */
export type TraceEvent =
  | { readonly kind: 'received'; readonly from: string; readonly bytes: number }
  | {
      readonly kind: 'interpreted';
      readonly scope: string;
      readonly retCode: number;
      readonly error?: string;
      readonly calls: number;
      readonly nextPeers: number;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'called';
      readonly scope: string;
      readonly serviceId: string;
      readonly functionName: string;
      readonly retCode: number;
      readonly error?: string;
      readonly durationMs: number;
    }
  | { readonly kind: 'sent'; readonly to: string; readonly bytes: number; readonly via?: string }
  | {
      /** A peer said what became of it there, or what became of it here was said. */
      readonly kind: 'noticed';
      /** Who said it to this peer; absent for what this peer says. */
      readonly from?: string;
      /** Where it happened. */
      readonly peerId: string;
      readonly code: string;
      readonly text: string;
      /** Who was told, if anybody. */
      readonly to?: string;
    }
  | {
      readonly kind: 'dropped';
      readonly stage: DropStage;
      readonly reason: string;
      readonly detail?: string;
    };

/** The room in which a particle, a call or a send was given up. */
export type DropStage = 'network' | 'dispatcher' | 'actor' | 'avm' | 'call' | 'send';

/** A recorded event: when, and of which particle (`''` when a frame was refused before its id was known). */
export type TraceEntry = TraceEvent & { readonly atMs: number; readonly particleId: string };

/** Receives trace events; must be cheap and must not throw. Implemented by a bounded ring in `@noctiluca/aquamarine`. */
export interface TraceRecorder {
  record(particleId: string, event: TraceEvent): void;
}

/** Discards everything; the default of every part so that it can be built alone in a test. */
export const silentTrace: TraceRecorder = { record: () => {} };
