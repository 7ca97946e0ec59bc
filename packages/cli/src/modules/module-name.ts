import { CliError } from '../errors.js';

/** cargo's rule for packages, and no longer than a file's name wants to be. */
const MODULE_NAME = /^[A-Za-z][\w-]{0,63}$/;
/** Words that cargo refuses as names of packages, and those it has folders for. */
const TAKEN = new Set([
  'test',
  'core',
  'std',
  'alloc',
  'proc_macro',
  'build',
  'deps',
  'examples',
  'incremental',
]);

/** @throws CliError `BAD_ARGUMENT` */
export function checkModuleName(name: string): void {
  if (MODULE_NAME.test(name) && !TAKEN.has(name)) return;
  const why = TAKEN.has(name)
    ? 'cargo has that name for something else'
    : 'it begins with a letter; letters, digits, "_" and "-" may follow';
  throw new CliError('BAD_ARGUMENT', `"${name}" cannot be the name of a module: ${why}`);
}
