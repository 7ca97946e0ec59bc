import { fileURLToPath } from 'node:url';

/** Path of a file of this package. @param path relative to its folder */
export function packageFile(path: string): string {
  // One folder down from there, compiled or bundled.
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
