import { createRequire } from 'node:module';

/** Version of this package; part of the agent version in identify. */
export const VERSION: string = createRequire(import.meta.url)('../package.json').version;
