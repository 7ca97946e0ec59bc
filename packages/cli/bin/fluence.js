#!/usr/bin/env node
import { main } from '../bundle/main.js';

// js-client keeps sockets and a worker alive after its work: the process ends when the command has.
main(process.argv.slice(2)).finally(() => {
  process.stdout.write('', () => process.exit(process.exitCode ?? 0));
});
