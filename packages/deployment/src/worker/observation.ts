import type { PackageRecord } from '../journal.js';
import type { Observed } from '../observed.js';

/** What a peer tells of the worker of a deal. */
export interface WorkerObservation {
  /** Its journal is under no name; `record` is what it says. */
  readonly observed: Observed;
  readonly record: PackageRecord | undefined;
  /** Multiaddress of the peer's IPFS. */
  readonly ipfs: string;
  /** JSON text of the definition's CID; undefined without a worker spell. */
  readonly definition: string | undefined;
  /** JSON text of the JSON text of what relative clocks came to. */
  readonly clocks: string | undefined;
  /** Last state of its installation, a JSON text. */
  readonly status: string | undefined;
}

/** The observation as a plan needs it, for a deployer that calls the worker so. */
export function observedAs(name: string, { observed, record }: WorkerObservation): Observed {
  return { ...observed, journal: record === undefined ? {} : { [name]: record } };
}
