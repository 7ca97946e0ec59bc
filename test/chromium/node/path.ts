/** node:path for suites in a page. */
export default { join: (...parts: string[]) => parts.join('/') };
