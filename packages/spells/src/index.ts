/** Spells: their storage and functions, triggers, and the sorcerer that runs them. */
export {};
