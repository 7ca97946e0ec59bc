import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempDir } from './temp-dir.js';

/** A folder of its own for a test, with files in it; gone afterwards. */
export function tempFolder(files: Readonly<Record<string, string>> = {}): TempFolder {
  const folder = new TempFolder(realpathSync(tempDir('folder')));
  for (const [path, content] of Object.entries(files)) folder.write(path, content);
  return folder;
}

export class TempFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  at(path: string): string {
    return join(this.root, path);
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), content);
  }

  read(path: string): string {
    return readFileSync(this.at(path), 'utf8');
  }

  remove(path: string): void {
    rmSync(this.at(path), { recursive: true });
  }
}
