/** node:child_process for suites in a page: what needs it does not run there. */
export function execFile(): never {
  throw new Error('a page starts no programs');
}
