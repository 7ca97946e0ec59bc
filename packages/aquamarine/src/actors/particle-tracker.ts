import type { Clock } from '@noctiluca/common/clock';

/** How a run ended; `failure` is what AquaVM last said of the script when it failed. */
export interface RunEnd {
  /**
   * `quiet`: nothing of it is under way anywhere; `away`: it left for other peers and was not waited for any longer;
   * `expired`; `dropped`: it was never taken on; `stopped`: the peer stops.
   */
  readonly ended: 'quiet' | 'away' | 'expired' | 'dropped' | 'stopped';
  readonly failure?: RunFailure;
}

export interface RunFailure {
  /** Spec/marine-abi.md §7.6. */
  readonly retCode: number;
  readonly message: string;
}

/** A particle of this peer's own, as its maker follows it. */
export interface ParticleRun {
  /** Resolves when for the first time nothing of it is under way on this peer, host and workers. */
  readonly idle: Promise<void>;
  /** Whether something of it is under way on this peer now: one that left may come back. */
  readonly isHere: boolean;
  /** Resolves when nothing of it is under way on this peer, at once when that is so already. */
  resting(): Promise<void>;
  /** Never rejects. */
  readonly over: Promise<RunEnd>;
}

export interface RunOptions {
  /**
   * How long a particle that left for other peers is waited for once nothing of it is under way here, milliseconds. One
   * that came back as often as it left is not waited for. @default until it expires
   */
  readonly awayMs?: number;
}

/** What the actors of a followed particle tell about it. */
export interface ParticleTracker {
  /** A turn, a call or a send begins. */
  enter(): void;
  leave(): void;
  /** It was sent to another peer. */
  sent(): void;
  /** It came from another peer. */
  returned(): void;
  interpreted(retCode: number, message: string): void;
  /** An actor of it was made. */
  adopt(actor: object): void;
  /** Its actors are gone. */
  removed(reason: 'expired' | 'stopped'): void;
}

export interface ParticleTrackers<A extends object> {
  /** Follower of the particle with this key, if it has one. */
  of(key: string): ParticleTracker | undefined;
  begin(key: string, options: RunOptions): { readonly run: ParticleRun; readonly tracker: ParticleTracker };
  /** Set once. @param dismiss ends actors of a particle that nobody else has */
  onQuiet(dismiss: (actors: readonly A[]) => void): void;
}

export function createParticleTrackers<A extends object>(
  clock: Pick<Clock, 'schedule'>,
): ParticleTrackers<A> {
  const trackers = new Map<string, ParticleTracker>();
  let dismiss: (actors: readonly A[]) => void = () => {};

  function begin(key: string, { awayMs }: RunOptions) {
    const actors: A[] = [];
    let open = 0;
    let sent = 0;
    let returned = 0;
    let failure: RunFailure | undefined;
    let isOver = false;
    let isHere = true;
    let cancelWait: (() => void) | undefined;
    let whenResting: (() => void)[] = [];
    let finish: (end: RunEnd) => void = () => {};
    const resting = async (): Promise<void> => {
      if (isHere) await new Promise<void>((resolve) => whenResting.push(resolve));
    };
    const idle = resting();
    const over = new Promise<RunEnd>((resolve) => {
      finish = resolve;
    });

    function rest(): void {
      isHere = false;
      const told = whenResting;
      whenResting = [];
      for (const resolve of told) resolve();
    }

    function end(ended: RunEnd['ended']): void {
      if (isOver) return;
      isOver = true;
      cancelWait?.();
      trackers.delete(key);
      rest();
      finish(failure === undefined ? { ended } : { ended, failure });
    }

    /** After the work that is just ending: it may begin more. */
    function settle(): void {
      if (open > 0 || isOver) return;
      rest();
      if (actors.length === 0) end('dropped');
      else if (sent === 0) {
        end('quiet');
        dismiss(actors);
      } else if (returned >= sent) end('quiet');
      else if (awayMs !== undefined) cancelWait = clock.schedule(() => end('away'), awayMs);
    }

    const tracker: ParticleTracker = {
      enter() {
        open++;
        isHere = !isOver;
        cancelWait?.();
        cancelWait = undefined;
      },
      leave() {
        open--;
        if (open === 0 && !isOver) queueMicrotask(settle);
      },
      sent: () => {
        sent++;
      },
      returned: () => {
        returned++;
      },
      interpreted(retCode, message) {
        failure = retCode === 0 ? undefined : { retCode, message };
      },
      adopt: (actor) => {
        actors.push(actor as A);
      },
      removed: end,
    };
    trackers.set(key, tracker);
    const run: ParticleRun = {
      idle,
      over,
      get isHere() {
        return isHere;
      },
      resting,
    };
    return { run, tracker };
  }

  return {
    of: (key) => (trackers.size === 0 ? undefined : trackers.get(key)),
    begin,
    onQuiet: (listener) => {
      dismiss = listener;
    },
  };
}
