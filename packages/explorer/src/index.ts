/**
 * Where the built page is: files that a server hands out as they are, and one file that needs none.
 *
 * ```ts
 * import { PAGE_FOLDER, singleFile } from '@noctiluca/explorer';
 * ```
 *
 * @packageDocumentation
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The page and what it loads: `index.html`, and `assets/` with names that change with what is in them. It asks the origin that it
 * came from for `/api`, and works below any path.
 */
export const PAGE_FOLDER: string = fileURLToPath(new URL('page/', import.meta.url));

/**
 * The same as one HTML file, AquaVM in it: it opens exported particles from a disk, without a server or a network.
 * @throws Error when the page is not built
 */
export function singleFile(): string {
  const assets = path.join(PAGE_FOLDER, 'assets');
  const name = readdirSync(assets).find((file) => /^explorer-.*\.html$/.test(file));
  if (name === undefined) throw new Error(`The page is not built: ${assets} has no explorer-….html`);
  return path.join(assets, name);
}
