/** The registry: Aqua API and compiled bindings. */
export {};
