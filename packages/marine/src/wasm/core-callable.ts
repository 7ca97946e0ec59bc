/** A function on core values, as WebAssembly calls or exports it. */
export type CoreCallable = (...args: (number | bigint)[]) => unknown;
