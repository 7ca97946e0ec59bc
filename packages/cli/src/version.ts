import { readFileSync } from 'node:fs';
import { packageFile } from './package-file.js';

/** Version of the command line. */
export const CLI_VERSION = (
  JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }
).version;
