/**
 * Where the built page is: files that a server hands out as they are, and one file that needs none.
 *
 * ```ts
 * import { PAGE_FOLDER, SINGLE_FILE } from '@noctiluca/explorer';
 * ```
 *
 * @packageDocumentation
 */
import { fileURLToPath } from 'node:url';

/**
 * The page and what it loads: `index.html`, and `assets/` with names that change with what is in them. It asks the origin that it
 * came from for `/api`, and works below any path.
 */
export const PAGE_FOLDER: string = fileURLToPath(new URL('page/', import.meta.url));

/** The same as one HTML file, AquaVM in it: it opens exported particles from a disk, without a server or a network. */
export const SINGLE_FILE: string = fileURLToPath(new URL('single/explorer.html', import.meta.url));
