/**
 * The `fluence` command, as a library: what it prints with, and the command itself.
 *
 * ```ts
 * import { main, table } from '@noctiluca/cli';
 *
 * await main(['local', 'ps']);
 * console.log(table(['peer', 'answer'], [['nox-0', 'Hi']]));
 * ```
 */
export { CliError, type CliErrorCode, errorCode } from './errors.js';
export { main } from './main.js';
export { table } from './output/table.js';
export { loadProject } from './project/fluence-yaml.js';
