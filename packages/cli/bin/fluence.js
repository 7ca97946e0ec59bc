#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Node 22 and later keep what they compiled, beside the bundle that it is of; where nothing can be written nothing is kept.
module.enableCompileCache?.(fileURLToPath(new URL('../.cache', import.meta.url)));
const { main } = await import('../bundle/main.js');

// Whatever a library keeps alive: the process ends when the command has.
main(process.argv.slice(2)).finally(() => {
  process.stdout.write('', () => process.exit(process.exitCode ?? 0));
});
