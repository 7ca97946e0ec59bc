/**
 * What happened to a particle on this peer; one entry of its trace. Plain JSON. Values of calls are texts cut to a bound; keys,
 * environments and tokens of the peer are never in it (docs/adr/026). `run` is the number of the AquaVM run that asked for it.
 */
export type TraceEvent =
  | { readonly kind: 'received'; readonly from: string; readonly bytes: number }
  | {
      /** It is its author's, and in a mailbox. */
      readonly kind: 'arrived';
      readonly scope: string;
      /** Of the particle's data. */
      readonly bytes: number;
      readonly initPeerId: string;
      /** Milliseconds since the epoch, when its author made it. */
      readonly timestamp: number;
      readonly ttlMs: number;
      /** SHA-256 of the script, hexadecimal. */
      readonly script: string;
      /** It came from another scope of this peer. */
      readonly run?: number | undefined;
    }
  | {
      readonly kind: 'interpreted';
      readonly scope: string;
      readonly retCode: number;
      readonly error?: string | undefined;
      readonly calls: number;
      readonly nextPeers: readonly string[];
      /** Number of the arrival whose data it had. */
      readonly arrival?: number | undefined;
      /** Numbers of the calls whose results it had. */
      readonly results?: readonly number[] | undefined;
      /** From when there was work until AquaVM began, milliseconds. */
      readonly waitMs: number;
      /** Time AquaVM took, milliseconds. */
      readonly durationMs: number;
      /** Of the data it left. */
      readonly bytes: number;
    }
  | {
      readonly kind: 'called';
      readonly scope: string;
      /** AquaVM's number of the call, within particle and scope. */
      readonly callId: number;
      readonly serviceId: string;
      readonly functionName: string;
      /** JSON text of the list of arguments, cut. */
      readonly args: string;
      readonly retCode: number;
      /** JSON text, cut; of one that failed it is `error`. */
      readonly result?: string | undefined;
      readonly error?: string | undefined;
      readonly run?: number | undefined;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'sent';
      readonly to: string;
      readonly bytes: number;
      readonly via?: string | undefined;
      readonly run?: number | undefined;
    }
  | {
      /** Its next peer was here and is gone: it waits for it. */
      readonly kind: 'kept';
      readonly to: string;
      readonly run?: number | undefined;
    }
  | {
      /** A peer said what became of it there, or what became of it here was said. */
      readonly kind: 'noticed';
      /** Who said it to this peer; absent for what this peer says. */
      readonly from?: string | undefined;
      /** Where it happened. */
      readonly peerId: string;
      readonly code: string;
      readonly text: string;
      /** Who was told, if anybody. */
      readonly to?: string | undefined;
    }
  | {
      readonly kind: 'dropped';
      readonly stage: DropStage;
      readonly reason: string;
      readonly detail?: string | undefined;
      readonly run?: number | undefined;
    };

/** The room in which a particle, a call or a send was given up. */
export type DropStage = 'network' | 'dispatcher' | 'actor' | 'avm' | 'call' | 'send';

/** What a recorder adds to an event. */
export interface TraceStamp {
  /** Rises by one with each event of a peer, from 1 at its start. */
  readonly seq: number;
  /** Microseconds since the epoch. */
  readonly atUs: number;
  /** `''` when a frame was refused before its id was known. */
  readonly particleId: string;
}

/** A recorded event. */
export type TraceEntry = TraceEvent & TraceStamp;

/** Receives trace events; must be cheap and must not throw. Implemented by a bounded ring in `@noctiluca/aquamarine`. */
export interface TraceRecorder {
  /** @returns the event's number */
  record(particleId: string, event: TraceEvent): number;
}

/** Discards everything; the default of every part so that it can be built alone in a test. */
export const silentTrace: TraceRecorder = { record: () => 0 };

/** Spells' particles are told by their id (spec/nox.md §5.3). */
export function isSpellParticle(particleId: string): boolean {
  return particleId.startsWith('spell');
}

/**
 * What became of a particle on a peer: `returned` to its author, `sent-on` to others, `failed` for a reason, `expired` with
 * something open, `running`, or `done` with nothing left to do.
 */
export type ParticleOutcome = 'running' | 'returned' | 'sent-on' | 'done' | 'failed' | 'expired';

/** A particle in a list: who, when, how it ended, how long. */
export interface ParticleSummary {
  readonly particleId: string;
  /** Absent for one that was not let in. */
  readonly author?: string;
  readonly isSpell: boolean;
  readonly script?: string;
  readonly ttlMs?: number;
  /** Of its first entry; later ones are paged by it. */
  readonly seq: number;
  readonly lastSeq: number;
  /** Microseconds since the epoch, of its first and last entry. */
  readonly fromUs: number;
  readonly toUs: number;
  readonly outcome: ParticleOutcome;
  /** Why it failed. */
  readonly reason?: string;
  readonly runs: number;
  readonly calls: number;
  readonly failedCalls: number;
  readonly sends: number;
  readonly drops: number;
  /** Entries kept; older ones may have made room for others. */
  readonly entries: number;
}
