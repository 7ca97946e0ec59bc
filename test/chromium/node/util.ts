/** node:util for suites in a page. */
export const promisify = <T>(work: T): T => work;
