// What is used of node:events: signals of browsers have no limit of listeners.
export const setMaxListeners = () => {};
