import { setImmediate as callNextTurn } from './timers.mjs';

// What is used of node:timers/promises.
export const setImmediate = () => new Promise((resolve) => callNextTurn(resolve));
