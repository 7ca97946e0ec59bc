import type { NodeServiceState } from './description.js';

/**
 * A part of a node with a life: it is built without I/O, started once, stopped once. "Service" alone always means a
 * Marine service in this code base, so lifecycle types carry a prefix.
 */
export interface NodeService {
  /** Unique among its siblings; used in errors, logs, `describe()` and `dependsOn`. */
  readonly name: string;
  /** Names of siblings that must be running before this one starts and that stop after it. */
  readonly dependsOn?: readonly string[];
  /** Milliseconds `start` may take. @default the composite's `startTimeoutMs` */
  readonly startTimeoutMs?: number;
  /** Milliseconds `stop` may take. @default the composite's `stopTimeoutMs` */
  readonly stopTimeoutMs?: number;
  /**
   * Where the part is in its life, if it keeps track of that itself. A part that says anything but `idle` is refused by
   * `createCompositeService`; whatever a composite has started is known without it.
   */
  readonly state?: NodeServiceState;
  /**
   * Bring the part up; resolves when it can be used by those that depend on it.
   * @param signal the part's life: aborted when the start is given up, and again as the last act of stopping.
   * Everything long-lived that the part begins must end with it. A start that was given up rejects, with the signal's
   * reason or what it met: one that resolves says that the part is up.
   */
  start(signal: AbortSignal): Promise<void>;
  /**
   * Drain and release everything. Called once, also after a failed or abandoned `start`, so it must cope with a
   * part that is only half up.
   * @param signal aborted when the time for stopping is over; what is still open then is dropped.
   */
  stop(signal: AbortSignal): Promise<void>;
  /** Facts worth showing in `describe()`: plain JSON, no secrets. */
  describe?(): Record<string, unknown>;
}
