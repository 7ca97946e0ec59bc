const nothing = new Int32Array(new SharedArrayBuffer(4));

/** The calling thread sleeps. @param ms milliseconds */
export function pause(ms: number): void {
  Atomics.wait(nothing, 0, 0, ms);
}
