/** Where a part is in its life. `failed`: it did not start, or did not stop cleanly. */
export type NodeServiceState = 'idle' | 'starting' | 'running' | 'stopping' | 'stopped' | 'failed';

/** Where a part of a composite comes from. */
export type PartOrigin = 'default' | 'extra' | 'replacement';

/** One line of the tree that `CompositeService.describe()` answers; plain JSON. */
export type ServiceDescription = {
  name: string;
  state: NodeServiceState;
  /** Absent for the root of the tree. */
  origin?: PartOrigin;
  dependsOn?: string[];
  startDurationMs?: number;
  stopDurationMs?: number;
  /** The last failure; the code is that of the cause if it has one (`EADDRINUSE`), else a `LifecycleErrorCode`. */
  lastError?: { code: string; message: string };
  /** What the part says about itself. */
  details?: Record<string, unknown>;
  /** The parts of a composite, in start order. */
  children?: ServiceDescription[];
};
