/** Defaults of upstream's command line, milliseconds (spec/fluence-cli.md §1.2). */
export const DEFAULT_TTL_MS = 15_000;
export const DEFAULT_DIAL_TIMEOUT_MS = 15_000;
