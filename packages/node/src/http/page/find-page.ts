import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { codeOf } from '@noctiluca/common/thrown';

const NAME = '@noctiluca/explorer';

/** What is said where there is no page. */
export const NO_PAGE_HERE = `The explorer's page is not here: npm i ${NAME}, or in a checkout: npm run build -w ${NAME}. Paths under /api answer without it`;

/**
 * Folder of the built page, of this installation or of the project. Looked for at each request: it may be built meanwhile.
 * @param places files beside which the package may be installed, the first that has it counts
 */
export function findPage(places: readonly string[]): string | undefined {
  return places.map(folderBeside).find((folder) => folder !== undefined && existsSync(folder));
}

function folderBeside(place: string): string | undefined {
  try {
    return path.join(path.dirname(createRequire(place).resolve(`${NAME}/package.json`)), 'dist', 'page');
  } catch (error) {
    if (codeOf(error) === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
