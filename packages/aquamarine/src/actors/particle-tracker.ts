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

/** A particle that is followed: what its actors tell of it, and what its maker sees. */
class FollowedParticle<A extends object> implements ParticleTracker, ParticleRun {
  readonly idle: Promise<void>;
  readonly over: Promise<RunEnd>;
  readonly #awayMs: number | undefined;
  readonly #followers: Followers<A>;
  readonly #actors: A[] = [];
  #open = 0;
  #sent = 0;
  #returned = 0;
  #failure: RunFailure | undefined;
  #isOver = false;
  #isHere = true;
  #cancelWait: (() => void) | undefined;
  #whenResting: (() => void)[] = [];
  #finish: (end: RunEnd) => void = () => {};

  constructor({ awayMs }: RunOptions, followers: Followers<A>) {
    this.#awayMs = awayMs;
    this.#followers = followers;
    this.idle = this.resting();
    this.over = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  get isHere(): boolean {
    return this.#isHere;
  }

  async resting(): Promise<void> {
    if (this.#isHere) await new Promise<void>((resolve) => this.#whenResting.push(resolve));
  }

  enter(): void {
    this.#open++;
    this.#isHere = !this.#isOver;
    this.#cancelWait?.();
    this.#cancelWait = undefined;
  }

  leave(): void {
    this.#open--;
    if (this.#open === 0 && !this.#isOver) queueMicrotask(() => this.#settle());
  }

  sent(): void {
    this.#sent++;
  }

  returned(): void {
    this.#returned++;
  }

  interpreted(retCode: number, message: string): void {
    this.#failure = retCode === 0 ? undefined : { retCode, message };
  }

  adopt(actor: object): void {
    this.#actors.push(actor as A);
  }

  removed(reason: 'expired' | 'stopped'): void {
    this.#end(reason);
  }

  /** After the work that is just ending: it may begin more. */
  #settle(): void {
    if (this.#open > 0 || this.#isOver) return;
    this.#rest();
    const { clock, dismiss } = this.#followers;
    if (this.#actors.length === 0) this.#end('dropped');
    else if (this.#sent === 0) {
      this.#end('quiet');
      dismiss(this.#actors);
    } else if (this.#returned >= this.#sent) this.#end('quiet');
    else if (this.#awayMs !== undefined) {
      this.#cancelWait = clock.schedule(() => this.#end('away'), this.#awayMs);
    }
  }

  #rest(): void {
    this.#isHere = false;
    for (const resolve of this.#whenResting.splice(0)) resolve();
  }

  #end(ended: RunEnd['ended']): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelWait?.();
    this.#followers.forget();
    this.#rest();
    const failure = this.#failure;
    this.#finish(failure === undefined ? { ended } : { ended, failure });
  }
}

/** What following one particle needs of all. */
interface Followers<A extends object> {
  readonly clock: Pick<Clock, 'schedule'>;
  /** Ends actors of a particle that nobody else has. */
  readonly dismiss: (actors: readonly A[]) => void;
  /** The particle is followed no more. */
  readonly forget: () => void;
}

/** Particles of this peer's own that are followed, by the keys of their signatures. */
export class ParticleTrackers<A extends object> {
  readonly #clock: Pick<Clock, 'schedule'>;
  readonly #trackers = new Map<string, ParticleTracker>();
  #dismiss: (actors: readonly A[]) => void = () => {};

  constructor(clock: Pick<Clock, 'schedule'>) {
    this.#clock = clock;
  }

  /** Follower of the particle with this key, if it has one. */
  of(key: string): ParticleTracker | undefined {
    return this.#trackers.size === 0 ? undefined : this.#trackers.get(key);
  }

  begin(key: string, options: RunOptions): { readonly run: ParticleRun; readonly tracker: ParticleTracker } {
    const followed = new FollowedParticle<A>(options, {
      clock: this.#clock,
      dismiss: (actors) => this.#dismiss(actors),
      forget: () => this.#trackers.delete(key),
    });
    this.#trackers.set(key, followed);
    return { run: followed, tracker: followed };
  }

  /** Set once. @param dismiss ends actors of a particle that nobody else has */
  onQuiet(dismiss: (actors: readonly A[]) => void): void {
    this.#dismiss = dismiss;
  }
}

export function createParticleTrackers<A extends object>(
  clock: Pick<Clock, 'schedule'>,
): ParticleTrackers<A> {
  return new ParticleTrackers(clock);
}
