/** A life that nobody ends. */
export const alive: AbortSignal = new AbortController().signal;
