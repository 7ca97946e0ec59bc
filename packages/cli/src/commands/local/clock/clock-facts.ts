/** What `/api/clock` of a peer tells, and the chain is told of. */
export interface ClockFacts {
  readonly virtual: boolean;
  /** ISO 8601. */
  readonly now: string;
  /** How far it is ahead of the system's clock, milliseconds. */
  readonly offsetMs: number;
}
