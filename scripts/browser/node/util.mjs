// What is used of node:util: the name of a method that only Node calls.
export const inspect = { custom: Symbol.for('nodejs.util.inspect.custom') };
