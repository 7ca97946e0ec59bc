/** One log call: fields first, then a short message (the shape of pino, which implements this). */
export type LogCall = (fields: object, message: string) => void;

/**
 * Structured log. Levels: error = broken, warn = may break, info = rare and for operators, debug = per particle,
 * trace = per frame. Every part receives a child carrying `{ module }`.
 */
export interface Logger {
  trace: LogCall;
  debug: LogCall;
  info: LogCall;
  warn: LogCall;
  error: LogCall;
  child(bindings: object): Logger;
}

const nothing: LogCall = () => {};

/** Discards everything; the default of every part so that it can be built alone in a test. */
export const silentLogger: Logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => silentLogger,
};
