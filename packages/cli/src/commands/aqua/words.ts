/** What may follow `fluence aqua` besides flags. */
export const AQUA_WORDS = ['imports', 'json', 'yml'] as const;
