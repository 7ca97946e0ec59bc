/** The part of the node's logger that the pool uses: fields first, then a short message. */
export interface AvmLog {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLog: AvmLog = { debug: () => {}, warn: () => {}, error: () => {} };
