/** Calls of an initialisation. Ours: each is journalled. */
export const MAX_INIT_CALLS = 1000;
