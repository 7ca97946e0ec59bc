/** Time one part may take to start, milliseconds. ADR 069 leaves limits open; long enough for a network to come up. */
export const DEFAULT_START_TIMEOUT_MS = 30_000;
/** Time one part may take to stop, milliseconds. */
export const DEFAULT_STOP_TIMEOUT_MS = 10_000;
